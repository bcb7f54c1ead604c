import { Text, View } from '@tarojs/components'
import { Tap } from './tap'

interface ToastBarProps {
  words: string
  action: { id: string; label: string; onTap: () => void }
}

/** What was just done, in words, with the way back. It stays until the next edit, so that nobody has to hurry. */
export function ToastBar({ words, action }: ToastBarProps) {
  return (
    <View className="toast" {...(process.env.TARO_ENV === 'h5' ? { role: 'status' } : { ariaLive: 'polite' })}>
      <View className="grow">{words}</View>
      <Tap id={action.id} className="toast-action" onTap={action.onTap}>
        <Text>{action.label}</Text>
      </Tap>
    </View>
  )
}
