import { View } from '@tarojs/components'
import { Tap } from '@/components/tap'
import './check-row.scss'

interface CheckRowProps {
  id: string
  title: string
  text?: string
  checked: boolean
  onChange: (checked: boolean) => void
}

/** Something to tick off, and to take the tick back. */
export function CheckRow({ id, title, text, checked, onChange }: CheckRowProps) {
  return (
    <Tap
      id={id}
      role="checkbox"
      selected={checked}
      label={`${text ? `${title}，${text}` : title}${checked ? '，已打勾' : ''}`}
      className="item row check-row"
      onTap={() => onChange(!checked)}
    >
      <View className={`check-box ${checked ? 'on' : ''}`} />
      <View className="grow">
        {title}
        {text ? <View className="cap">{text}</View> : null}
      </View>
    </Tap>
  )
}
