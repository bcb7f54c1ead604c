import { View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { Tap } from './tap'
import './switch-row.scss'

interface SwitchRowProps {
  id: string
  label: string
  on: boolean
  /** Nothing is shown below it, though an empty element may stand there. */
  isLast?: boolean
  onToggle: () => void
}

/** A row of a list card that is switched on and off; what stands below its label says how it is. */
export function SwitchRow({ id, label, on, isLast, onToggle, children }: PropsWithChildren<SwitchRowProps>) {
  return (
    <Tap
      id={id}
      role="checkbox"
      selected={on}
      className={`item row spread ${isLast ? 'last-shown' : ''}`}
      onTap={onToggle}
    >
      <View className="grow">
        <View>{label}</View>
        <View className="cap">{children}</View>
      </View>
      <View className={`switch ${on ? 'on' : ''}`} />
    </Tap>
  )
}
