import { useDidHide, useDidShow } from '@tarojs/taro'
import { Screen } from '@/components/screen'
import { CalendarView } from '@/features/exam-calendar/calendar-view'
import { useChinaMinute } from '@/platform/clock'
import './index.scss'

export default function CalendarPage() {
  const { today, isShown, resume, pause } = useChinaMinute()
  useDidShow(resume)
  useDidHide(pause)
  return (
    <Screen>
      <CalendarView today={today} regionId={isShown ? 'region' : 'region-of-hidden-tab'} />
    </Screen>
  )
}
