import { Screen } from '@/components/screen'
import { DownloadView } from '@/features/certificate/download/download-view'
import { useTabPage } from '@/platform/tab-page'

export default function DownloadPage() {
  const { today, showing } = useTabPage()
  return (
    <Screen showing={showing}>
      <DownloadView today={today} />
    </Screen>
  )
}
