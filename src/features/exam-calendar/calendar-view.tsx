import { Text, View } from '@tarojs/components'
import type { Milestone } from '@zhuan/exam'
import { type ReactNode, useEffect, useState } from 'react'
import { Choice } from '@/components/choice'
import { Tap } from '@/components/tap'
import { goToPage } from '@/platform/navigation'
import { scrollToElement } from '@/platform/scroll'
import { originWords, ROW_NAMES, STATUS_TAGS, sourceWords, whenWords } from '@/words/milestones'
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
  const { region, examYear, examYears, chooseExamYear, rows, states, next, history, level, hasPassed, ahead } =
    useCalendar(today, openYear)
  useEffect(() => {
    if (openKind) scrollToElement(`milestone-${openKind}`)
  }, [openKind])
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
          onChoose={index => chooseExamYear(examYears[index])}
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
        <Timeline
          key={examYear}
          openKind={openKind}
          states={states}
          next={next}
          region={region}
          today={today}
          level={level}
          hasPassed={hasPassed}
        />
      )}
      {examYear < examYears[examYears.length - 1]! ? (
        <View>
          <View className="heading">
            <Text>{`接下来：${examYear + 1} 年`}</Text>
            <Tap id="next-year" className="link touch" onTap={() => chooseExamYear(examYear + 1)}>
              <Text>全部 ›</Text>
            </Tap>
          </View>
          <View className="card">
            {ahead.map(row => (
              <AheadRow key={row.kind} row={row} region={region} today={today} />
            ))}
          </View>
        </View>
      ) : null}
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

/** What the next exam year begins with. */
function AheadRow({ row, region, today }: { row: Milestone; region: string | null; today: string }) {
  const [tone, tag] = STATUS_TAGS[row.status]
  const origin = row.source && row.status === 'official' ? sourceWords(row.source) : originWords(row, region)
  return (
    <View className="item flush">
      <View className="row spread wrap gap8">
        <View className="row gap6">
          <View>{ROW_NAMES[row.kind]}</View>
          <View className={`tag ${tone}`}>{tag}</View>
        </View>
        <View className="sub">{whenWords(row, today)}</View>
      </View>
      {origin ? <View className="cap">{origin}</View> : null}
    </View>
  )
}
