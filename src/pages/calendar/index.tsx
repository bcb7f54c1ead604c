import { Screen } from '@/components/screen'
import { CalendarView } from '@/features/exam-calendar/calendar-view'
import { RegionChip } from '@/features/region/region-chip'
import { useTabPage } from '@/platform/tab-page'

export default function CalendarPage() {
  const { today, showing, isInFront } = useTabPage()
  return (
    <Screen showing={showing}>
      <CalendarView today={today} regionChip={<RegionChip id={isInFront ? 'region' : 'region-of-hidden-tab'} />} />
    </Screen>
  )
}
