import { View } from '@tarojs/components'
import type { MilestoneState } from '@zhuan/exam'
import { countdownWords } from '@/words/countdown'

/** What everybody waits for next, counted on the phone that looks at it. */
export function CountdownCard({ state, today }: { state: MilestoneState | undefined; today: string }) {
  const words = countdownWords(state, today)
  if (!words) return null
  const { title, day, tag, left } = words
  return (
    <View className="card soft mt12" id="card-countdown">
      <View className="row gap6">
        <View className="sub">{title}</View>
        <View className="tag">{tag}</View>
      </View>
      <View className="h1 mt4">{left ? `还有${left}` : day}</View>
      {left ? <View className="sub mt4">{day}</View> : null}
    </View>
  )
}
