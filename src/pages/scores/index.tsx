import { Screen } from '@/components/screen'
import { UnreadableCard } from '@/features/record-rescue/unreadable-card'
import { ScoreForm } from '@/features/score-record/score-form'
import { useTabPage } from '@/platform/tab-page'

export default function ScoresPage() {
  const { today, showing, isInFront } = useTabPage()
  return (
    <Screen showing={showing}>
      <UnreadableCard />
      <ScoreForm today={today} isInFront={isInFront} />
    </Screen>
  )
}
