import { Screen } from '@/components/screen'
import { ReviewView } from '@/features/certificate/review/review-view'
import { RegionCard } from '@/features/region/region-card'
import { useTabPage } from '@/platform/tab-page'

export default function ReviewPage() {
  const { today, showing } = useTabPage()
  return (
    <Screen showing={showing}>
      <ReviewView today={today} regionCard={<RegionCard id="region" />} />
    </Screen>
  )
}
