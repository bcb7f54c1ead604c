import { useRouter } from '@tarojs/taro'
import { Screen } from '@/components/screen'
import { NowView } from '@/features/certificate/now/now-view'
import { PAGES } from '@/platform/routes'
import { useTabPage } from '@/platform/tab-page'
import { examYearIn, useArrival } from '@/stores/arrival'

export default function NowPage() {
  const { today, showing } = useTabPage()
  const { query } = useArrival(PAGES.now, useRouter().params)
  return (
    <Screen showing={showing}>
      <NowView today={today} toldYear={examYearIn(query)} />
    </Screen>
  )
}
