import { Text, View } from '@tarojs/components'
import { type ReactNode, useEffect, useState } from 'react'
import { Choice } from '@/components/choice'
import { Tap } from '@/components/tap'
import { goToPage } from '@/platform/navigation'
import { scrollToElement } from '@/platform/scroll'
import { CalendarUpdated } from './calendar-updated'
import { MonthView } from './month-view'
import { Timeline } from './timeline'
import { useCalendar } from './use-calendar'
import { CALENDAR_SOURCE, historyWords } from './words'
import './calendar-view.scss'

interface CalendarViewProps {
  today: string
  /** What a message is about: the exam year to begin with, and the row to bring on screen. */
  openYear?: number
  openKind?: string
  /** How another region is chosen: stands among the choices above. */
  regionChip: ReactNode
}

/** 日历: the cycle of the chosen exam year and region. */
export function CalendarView({ today, openYear, openKind, regionChip }: CalendarViewProps) {
  useEffect(() => {
    if (openKind) scrollToElement(`milestone-${openKind}`)
  }, [openKind])
  const { region, examYear, examYears, chooseExamYear, rows, states, next, history } = useCalendar(today, openYear)
  const [asMonth, setAsMonth] = useState(false)
  return (
    <View>
      <View className="row spread gap8 wrap calendar-bar">
        <Choice
          shown={String(examYear)}
          id="exam-year"
          label="考试年度"
          options={examYears.map(year => `${year} 年度`)}
          index={examYears.indexOf(examYear)}
          onChoose={chooseExamYear}
        >
          <View className="chip-touch">
            <View className="chip">{`${examYear} 年 ▾`}</View>
          </View>
        </Choice>
        <View className="segments">
          <Tap id="as-timeline" role="tab" selected={!asMonth} className="segment" onTap={() => setAsMonth(false)}>
            <View className={`segment-face ${asMonth ? '' : 'on'}`}>时间线</View>
          </Tap>
          <Tap id="as-month" role="tab" selected={asMonth} className="segment" onTap={() => setAsMonth(true)}>
            <View className={`segment-face ${asMonth ? 'on' : ''}`}>月历</View>
          </Tap>
        </View>
        {regionChip}
      </View>
      {asMonth ? (
        <MonthView key={examYear} rows={rows} today={today} />
      ) : (
        <Timeline states={states} next={next} region={region} today={today} />
      )}
      {history ? (
        <Tap id="open-trend" role="link" className="card row spread calendar-history" onTap={() => goToPage('trend')}>
          <Text>{historyWords(history)}</Text>
          <Text className="cap">往年规律 ›</Text>
        </Tap>
      ) : null}
      <View className="cap">{CALENDAR_SOURCE}</View>
      <CalendarUpdated today={today} />
    </View>
  )
}
