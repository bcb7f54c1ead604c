import { Screen } from '@/components/screen'
import { QuestionsView } from '@/features/certificate/questions/questions-view'
import { useTabPage } from '@/platform/tab-page'

export default function QuestionsPage() {
  const { today, showing } = useTabPage()
  return (
    <Screen showing={showing}>
      <QuestionsView today={today} />
    </Screen>
  )
}
