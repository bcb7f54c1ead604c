import { Text, View } from '@tarojs/components'
import { Tap } from './tap'

interface NoticeCardProps {
  icon: 'warn' | 'list' | 'bell' | 'offline'
  tone?: 'ok' | 'warn' | 'bad' | 'mute'
  title: string
  text: string
  action?: { id?: string; label: string; onTap: () => void; quiet?: boolean }
}

/** An empty, error or waiting state: what happened, in words, and one next step. */
export function NoticeCard({ icon, tone = 'ok', title, text, action }: NoticeCardProps) {
  return (
    <View className="card">
      <View className="row at-top">
        <View className={`badge ${tone}`}>
          <View className={`icon icon-${icon}`} />
        </View>
        <View className="grow">
          <View className="bold">{title}</View>
          <View className="sub">{text}</View>
        </View>
      </View>
      {action ? (
        <Tap id={action.id} className={`btn small mt12 ${action.quiet ? 'quiet' : ''}`} onTap={action.onTap}>
          <Text>{action.label}</Text>
        </Tap>
      ) : null}
    </View>
  )
}
