import { Picker, Text, View } from '@tarojs/components'

interface DateRowProps {
  id: string
  label: string
  /** `YYYY-MM-DD`; `undefined` where nothing is chosen. */
  day: string | undefined
  /** What stands on the right. */
  value: string
  /** The first and the last day that can be chosen. */
  start: string
  end: string
  onChoose: (day: string) => void
}

/** A row of a list card whose day is chosen in WeChat's date picker; the preview adds the browser's own field. */
export function DateRow({ id, label, day, value, start, end, onChoose }: DateRowProps) {
  return (
    <View className="choice">
      <Picker
        id={id}
        mode="date"
        value={day ?? end}
        start={start}
        end={end}
        onChange={event => onChoose(event.detail.value)}
        {...(process.env.TARO_ENV === 'h5'
          ? { 'aria-hidden': 'true' }
          : { ariaRole: 'button', ariaLabel: `${label}，${value}` })}
      >
        <View className="item row spread last">
          <Text className="no-shrink">{label}</Text>
          <Text className="sub">{`${value} ›`}</Text>
        </View>
      </Picker>
      {process.env.TARO_ENV === 'h5' ? (
        <input
          type="date"
          className="native-list"
          aria-label={label}
          value={day ?? ''}
          min={start}
          max={end}
          onChange={event => event.currentTarget.value && onChoose(event.currentTarget.value)}
        />
      ) : null}
    </View>
  )
}
