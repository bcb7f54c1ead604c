import { type ITouchEvent, View } from '@tarojs/components'
import type { CSSProperties, PropsWithChildren } from 'react'

interface TapProps {
  id?: string
  className?: string
  style?: CSSProperties
  /** What a screen reader says; the text inside by default. */
  label?: string
  role?: 'button' | 'radio' | 'checkbox' | 'link' | 'tab'
  /** State of a radio, checkbox or tab. */
  selected?: boolean
  disabled?: boolean
  onTap: (event: ITouchEvent) => void
}

/** Keys of the browser preview: a tap by keyboard is a click. */
const keyboard =
  process.env.TARO_ENV === 'h5'
    ? {
        tabIndex: 0,
        onKeyDown: (event: { key: string; currentTarget: HTMLElement; preventDefault(): void }) => {
          if (event.key !== 'Enter' && event.key !== ' ') return
          event.preventDefault()
          event.currentTarget.click()
        },
      }
    : {}

/** Anything that can be tapped, with its role, its name and the pressed look of `hover-class`. */
export function Tap({
  role = 'button',
  label,
  selected,
  disabled,
  onTap,
  children,
  ...rest
}: PropsWithChildren<TapProps>) {
  const aria: Record<string, unknown> =
    process.env.TARO_ENV === 'h5'
      ? {
          // A tab of the web needs a panel of its own; one of several that is pressed says what these are.
          role: role === 'tab' ? 'button' : role,
          'aria-label': label,
          'aria-disabled': disabled || undefined,
          [`aria-${role === 'tab' ? 'pressed' : 'checked'}`]: selected,
        }
      : // WeChat says of a radio whether it is chosen, not of a tab.
        {
          ariaRole: role === 'tab' ? 'radio' : role,
          ariaLabel: label,
          ariaChecked: selected,
          ariaDisabled: disabled || undefined,
        }
  return (
    <View
      {...rest}
      {...aria}
      {...keyboard}
      hoverClass={disabled ? 'none' : 'pressed'}
      onClick={disabled ? undefined : onTap}
    >
      {children}
    </View>
  )
}
