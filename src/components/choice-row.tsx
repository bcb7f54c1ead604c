import { Text, View } from '@tarojs/components'
import { Choice } from './choice'

interface ChoiceRowProps {
  id: string
  /** What is chosen here: stands on the left. */
  label: string
  options: readonly string[]
  index: number
  /** What stands on the right; the chosen option by default. */
  value?: string
  /** How label and value look: `sub` where the value counts, `cap` where the row is secondary. */
  labelClass?: string
  valueClass?: string
  /** The last row of its card: without the line below. */
  last?: boolean
  onChoose: (index: number) => void
}

/** A row of a list card whose value is chosen in a picker. */
export function ChoiceRow({
  id,
  label,
  options,
  index,
  value = options[index] ?? '',
  labelClass,
  valueClass,
  last,
  onChoose,
}: ChoiceRowProps) {
  return (
    <Choice shown={value} value={value} id={id} label={label} options={options} index={index} onChoose={onChoose}>
      <View className={`item row spread ${last ? 'last' : ''}`}>
        <Text className={`no-shrink ${labelClass ?? ''}`}>{label}</Text>
        <Text className={valueClass}>{`${value} ›`}</Text>
      </View>
    </Choice>
  )
}
