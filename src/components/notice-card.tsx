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
      <View className="row top">
        <View className={`ic ${tone}`}>
          <View className={`i i-${icon}`} />
        </View>
        <View className="g">
          <View className="b">{title}</View>
          <View className="sub">{text}</View>
        </View>
      </View>
      {action ? (
        <Tap id={action.id} className={`btn s m12 ${action.quiet ? 'o' : ''}`} onTap={action.onTap}>
          <Text>{action.label}</Text>
        </Tap>
      ) : null}
    </View>
  )
}
