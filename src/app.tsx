import type { PropsWithChildren } from 'react'
import { startServerWork } from './stores/server/work'
import './app.scss'

if (process.env.TARO_ENV === 'h5') require('./styles/preview.scss')

startServerWork()

export default function App({ children }: PropsWithChildren) {
  return children
}
