import { Screen } from '@/components/screen'
import { RemindersView } from '@/features/reminder/reminders-view'
import { useTabPage } from '@/platform/tab-page'

export default function RemindersPage() {
  const { today, showing } = useTabPage()
  return (
    <Screen showing={showing}>
      <RemindersView today={today} showing={showing} />
    </Screen>
  )
}
