import type { PropsWithChildren } from 'react'

/** Taro's components as plain elements that keep their ids and what they say: for tests of the words on a page. */
interface Props {
  id?: string
  className?: string
}

const box = ({ id, className, children }: PropsWithChildren<Props>) => (
  <div id={id} className={className}>
    {children}
  </div>
)

export const View = box
export const ScrollView = box
export const Picker = box
export const Input = box
export const Textarea = box
export const Text = ({ id, className, children }: PropsWithChildren<Props>) => (
  <span id={id} className={className}>
    {children}
  </span>
)
