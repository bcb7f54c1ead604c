import { Screen } from '@/components/screen'
import { RegistrationView } from '@/features/certificate/registration/registration-view'
import { useTabPage } from '@/platform/tab-page'

export default function RegistrationPage() {
  const { today, showing } = useTabPage()
  return (
    <Screen showing={showing}>
      <RegistrationView today={today} />
    </Screen>
  )
}
