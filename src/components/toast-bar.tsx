import { Text, View } from '@tarojs/components'
import { useContext, useEffect, useRef } from 'react'
import { PageShowing } from '@/platform/page-shown'
import { LIVE } from './aria'
import { Tap } from './tap'
import { useLatest } from './use-latest'

/** As long as the line in the style sheet takes to run out. */
const LEAVES_AFTER_MS = 15_000

interface ToastBarProps {
  words: string
  action: { id: string; label: string; onTap: () => void }
  onLeave: () => void
}

/**
 * What was just done, in words, with the way back. It leaves by itself, and a line shows how soon; on another page, and
 * on a page that is shown again, its time starts anew. The page gets so much longer that it covers nothing for good.
 */
export function ToastBar({ words, action, onLeave }: ToastBarProps) {
  const showing = useContext(PageShowing)
  const leave = useLatest(onLeave)
  const shown = useRef({ showing, times: 0 })
  if (shown.current.showing !== showing) shown.current = { showing, times: shown.current.times + 1 }
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words are another bar
  useEffect(() => {
    const timer = setTimeout(() => showing.now && leave(), LEAVES_AFTER_MS)
    return () => clearTimeout(timer)
  }, [showing, words, leave])
  return (
    <View className="toast-room">
      <View className="toast" {...LIVE}>
        <View className="grow">{words}</View>
        <Tap id={action.id} className="toast-action" onTap={action.onTap}>
          <Text>{action.label}</Text>
        </Tap>
        <View key={`${words}${shown.current.times}`} className="time-left" />
      </View>
    </View>
  )
}
