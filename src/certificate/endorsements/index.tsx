import { Screen } from '@/components/screen'
import { EndorsementsView } from '@/features/certificate/endorsements/endorsements-view'
import { useTabPage } from '@/platform/tab-page'

export default function EndorsementsPage() {
  const { today, showing } = useTabPage()
  return (
    <Screen showing={showing}>
      <EndorsementsView today={today} />
    </Screen>
  )
}
