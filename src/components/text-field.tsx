import { Input } from '@tarojs/components'
import { useRef } from 'react'

interface TextFieldProps {
  id: string
  className: string
  /** What the field holds. While somebody types, only ever what was typed: see below. */
  text: string
  /** What is typed here, for screen readers; what it holds is said with it. */
  label: string
  /** Says what is expected, or what stands in place of a text. */
  placeholder: string
  maxlength: number
  /** A phone's keyboard of digits. */
  digits?: boolean
  /** Moves the caret here, when it turns true. */
  focus?: boolean
  onType: (text: string) => void
  onFocus?: () => void
  onBlur?: () => void
  /** The keyboard stands over so much of the screen, in pixels; 0 when it is gone. The page does not move by itself then. */
  onKeyboard?: (height: number) => void
}

/**
 * A field that is left to itself while somebody types: sending the text back moves the caret (NervJS/taro #17391) and,
 * on a slow phone, takes away what was typed since (#13979). A text that was not typed here is laid anew.
 */
export function TextField({ text, label, digits, onType, onKeyboard, ...rest }: TextFieldProps) {
  const laid = useRef({ round: 0, first: text, typed: text })
  if (laid.current.typed !== text) laid.current = { round: laid.current.round + 1, first: text, typed: text }
  return (
    <Input
      key={laid.current.round}
      {...rest}
      type={digits && process.env.TARO_ENV !== 'h5' ? 'digit' : 'text'}
      defaultValue={laid.current.first}
      placeholderClass="placeholder"
      {...(onKeyboard && {
        adjustPosition: false,
        onKeyboardHeightChange: (event: { detail: { height: number } }) => onKeyboard(event.detail.height),
      })}
      onInput={event => {
        laid.current.typed = event.detail.value
        onType(event.detail.value)
      }}
      {...(process.env.TARO_ENV === 'h5'
        ? { nativeProps: { 'aria-label': label } }
        : // iOS ignores a label without a role, and a label takes the place of what the field holds.
          { ariaRole: 'textbox', ariaLabel: [label, text || rest.placeholder].filter(Boolean).join('，') })}
    />
  )
}
