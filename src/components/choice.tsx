import { Picker, View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'

interface ChoiceProps {
  id: string
  /** What is chosen here, for screen readers. */
  label: string
  options: readonly string[]
  /** Index of the chosen option; 0 where nothing is chosen yet. */
  index: number
  className?: string
  onChoose: (index: number) => void
}

/** One of several, in WeChat's own picker. The browser preview adds a native list for the keyboard and screen readers. */
export function Choice({ id, label, options, index, className, onChoose, children }: PropsWithChildren<ChoiceProps>) {
  return (
    <View className={`choice ${className ?? ''}`}>
      <Picker
        id={id}
        mode="selector"
        range={options as string[]}
        value={index}
        onChange={event => onChoose(Number(event.detail.value))}
        {...(process.env.TARO_ENV === 'h5' ? { 'aria-hidden': 'true' } : { ariaRole: 'button', ariaLabel: label })}
      >
        {children}
      </Picker>
      {process.env.TARO_ENV === 'h5' ? (
        <select
          className="sr"
          aria-label={label}
          value={index}
          onChange={event => onChoose(Number(event.currentTarget.value))}
        >
          {options.map((option, optionIndex) => (
            <option key={option} value={optionIndex}>
              {option}
            </option>
          ))}
        </select>
      ) : null}
    </View>
  )
}
