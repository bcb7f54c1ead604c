import { useDidHide, useDidShow } from '@tarojs/taro'
import { Screen } from '@/components/screen'
import { CalendarView } from '@/features/exam-calendar/calendar-view'
import { useChinaMinute } from '@/platform/clock'
import './index.scss'

export default function CalendarPage() {
  const { today, showing, isInFront, resume, pause } = useChinaMinute()
  useDidShow(resume)
  useDidHide(pause)
  return (
    <Screen showing={showing}>
      <CalendarView today={today} regionId={isInFront ? 'region' : 'region-of-hidden-tab'} />
    </Screen>
  )
}
