import { useRouter, useShareAppMessage } from '@tarojs/taro'
import { Screen } from '@/components/screen'
import { CalendarView } from '@/features/exam-calendar/calendar-view'
import { RegionChip } from '@/features/region/region-chip'
import { TABS } from '@/platform/routes'
import { shareOfApp } from '@/platform/sharing/share'
import { useTabPage } from '@/platform/tab-page'
import { examYearIn, useArrival } from '@/stores/arrival'

export default function CalendarPage() {
  useShareAppMessage(shareOfApp)
  const { today, showing, isInFront } = useTabPage()
  const { number, query } = useArrival(TABS.calendar, useRouter().params)
  return (
    <Screen showing={showing}>
      <CalendarView
        key={number}
        today={today}
        openYear={examYearIn(query)}
        openKind={query.kind}
        regionChip={<RegionChip id={isInFront ? 'region' : 'region-of-hidden-tab'} />}
      />
    </Screen>
  )
}
