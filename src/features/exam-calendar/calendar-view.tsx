import { View } from '@tarojs/components'
import { useState } from 'react'
import { Choice } from '@/components/choice'
import { Tap } from '@/components/tap'
import { MonthView } from './month-view'
import { Timeline } from './timeline'
import { REGION_OPTIONS, useCalendar } from './use-calendar'
import { CALENDAR_SOURCE, historyWords, regionChip } from './words'

/** 日历: the cycle of the chosen exam year and region. */
export function CalendarView({ today, regionId }: { today: string; regionId: string }) {
  const { region, regionIndex, chooseRegion, examYear, examYears, chooseExamYear, rows, history } = useCalendar(today)
  const [asMonth, setAsMonth] = useState(false)
  return (
    <View>
      <View className="row sp g8 wrap bar">
        <Choice
          shown={String(examYear)}
          id="exam-year"
          label="考试年度"
          options={examYears.map(year => `${year} 年度`)}
          index={examYears.indexOf(examYear)}
          onChoose={chooseExamYear}
        >
          <View className="chiphit">
            <View className="chip">{`${examYear} 年 ▾`}</View>
          </View>
        </Choice>
        <View className="seg">
          <Tap
            id="as-timeline"
            role="tab"
            selected={!asMonth}
            className={`segi ${asMonth ? '' : 'on'}`}
            onTap={() => setAsMonth(false)}
          >
            <View>时间线</View>
          </Tap>
          <Tap
            id="as-month"
            role="tab"
            selected={asMonth}
            className={`segi ${asMonth ? 'on' : ''}`}
            onTap={() => setAsMonth(true)}
          >
            <View>月历</View>
          </Tap>
        </View>
        <Choice
          shown={regionChip(region)}
          id={regionId}
          label="地区"
          options={REGION_OPTIONS}
          index={regionIndex}
          onChoose={chooseRegion}
        >
          <View className="chiphit">
            <View className="chip">{`${regionChip(region)} ▾`}</View>
          </View>
        </Choice>
      </View>
      {asMonth ? (
        <MonthView key={examYear} rows={rows} today={today} />
      ) : (
        <Timeline rows={rows} region={region} today={today} />
      )}
      {history ? <View className="card history">{historyWords(history)}</View> : null}
      <View className="cap">{CALENDAR_SOURCE}</View>
    </View>
  )
}
