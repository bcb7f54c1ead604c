import { Screen } from '@/components/screen'
import { ScoreView } from '@/features/certificate/score/score-view'
import { useTabPage } from '@/platform/tab-page'

export default function ScorePage() {
  const { today, showing } = useTabPage()
  return (
    <Screen showing={showing}>
      <ScoreView today={today} />
    </Screen>
  )
}
