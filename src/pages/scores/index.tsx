import { useDidHide, useDidShow } from '@tarojs/taro'
import { Screen } from '@/components/screen'
import { UnreadableCard } from '@/features/record-rescue/unreadable-card'
import { ScoreForm } from '@/features/score-record/score-form'
import { useChinaMinute } from '@/platform/clock'

export default function ScoresPage() {
  const { today, showing, isInFront, resume, pause } = useChinaMinute()
  useDidShow(resume)
  useDidHide(pause)
  return (
    <Screen showing={showing}>
      <UnreadableCard />
      <ScoreForm today={today} isInFront={isInFront} />
    </Screen>
  )
}
