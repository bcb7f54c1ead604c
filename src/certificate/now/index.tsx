import { Screen } from '@/components/screen'
import { NowView } from '@/features/certificate/now/now-view'
import { useTabPage } from '@/platform/tab-page'

export default function NowPage() {
  const { today, showing } = useTabPage()
  return (
    <Screen showing={showing}>
      <NowView today={today} />
    </Screen>
  )
}
