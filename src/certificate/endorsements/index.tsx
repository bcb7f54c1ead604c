import { Screen } from '@/components/screen'
import { EndorsementsView } from '@/features/certificate/endorsements/endorsements-view'
import { EndorsementReminder } from '@/features/reminder/endorsement-reminder'
import { HAS_SERVER } from '@/platform/request'
import { useTabPage } from '@/platform/tab-page'

export default function EndorsementsPage() {
  const { today, showing } = useTabPage()
  return (
    <Screen showing={showing}>
      <EndorsementsView
        today={today}
        reminder={(id, name) => (HAS_SERVER ? <EndorsementReminder id={id} name={name} showing={showing} /> : null)}
      />
    </Screen>
  )
}
