import type { PropsWithChildren } from 'react'
import './app.scss'

if (process.env.TARO_ENV === 'h5') require('./styles/preview.scss')

export default function App({ children }: PropsWithChildren) {
  return children
}
