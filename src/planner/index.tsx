import { Screen } from '@/components/screen'
import { PlannerView } from '@/features/planner/planner-view'
import { useTabPage } from '@/platform/tab-page'

export default function PlannerPage() {
  const { today, showing } = useTabPage()
  return (
    <Screen showing={showing}>
      <PlannerView today={today} />
    </Screen>
  )
}
