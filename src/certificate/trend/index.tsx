import { Screen } from '@/components/screen'
import { TrendView } from '@/features/certificate/trend/trend-view'
import { useTabPage } from '@/platform/tab-page'

export default function TrendPage() {
  const { today, showing } = useTabPage()
  return (
    <Screen showing={showing}>
      <TrendView today={today} />
    </Screen>
  )
}
