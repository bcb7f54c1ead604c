import { Screen } from '@/components/screen'
import { PaperView } from '@/features/certificate/paper/paper-view'
import { RegionCard } from '@/features/region/region-card'
import { useTabPage } from '@/platform/tab-page'

export default function PaperPage() {
  const { today, showing } = useTabPage()
  return (
    <Screen showing={showing}>
      <PaperView today={today} regionCard={<RegionCard id="region" />} />
    </Screen>
  )
}
