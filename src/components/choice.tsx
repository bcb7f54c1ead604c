import { Picker, View } from '@tarojs/components'
import { type PropsWithChildren, useMemo } from 'react'
import { useLatest } from './use-latest'

interface ChoiceProps {
  id: string
  /** What is chosen here, for screen readers. */
  label: string
  options: readonly string[]
  /** Index of the chosen option; 0 where nothing is chosen yet. */
  index: number
  className?: string
  /** What is chosen, said to screen readers with the label: it takes the place of what stands inside. */
  value?: string
  /** Whatever of the children changes: they are rendered again only with it. */
  shown: string
  onChoose: (index: number) => void
}

/** One of several, in WeChat's own picker. The browser preview adds a native list for the keyboard and screen readers. */
export function Choice({
  id,
  label,
  options,
  index,
  className,
  value = options[index],
  shown,
  onChoose,
  children,
}: PropsWithChildren<ChoiceProps>) {
  const choose = useLatest((event: { detail: { value: number | string } }) => onChoose(Number(event.detail.value)))
  // The same options must stay the same list, or every render sends them to the page again.
  const key = options.join('\n')
  const range = useMemo(() => key.split('\n'), [key])
  // Taro sends a picker's value whenever the picker is rendered: the same element is not rendered again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shown` stands for the children, which are new every time
  const picker = useMemo(
    () => (
      <Picker
        id={id}
        mode="selector"
        range={range}
        value={index}
        onChange={choose}
        {...(process.env.TARO_ENV === 'h5'
          ? { 'aria-hidden': 'true' }
          : { ariaRole: 'button', ariaLabel: value ? `${label}，${value}` : label })}
      >
        {children}
      </Picker>
    ),
    [id, label, value, range, index, choose, shown],
  )
  return (
    <View className={`choice ${className ?? ''}`}>
      {picker}
      {process.env.TARO_ENV === 'h5' ? (
        <select
          className="native-list"
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
