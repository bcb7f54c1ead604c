import { Text, View } from '@tarojs/components'
import type { Milestone } from '@zhuan/exam'
import { useState } from 'react'
import { Tap } from '@/components/tap'
import { dayWords } from '@/words/days'
import { ROW_NAMES, STATUS_TAGS, whenWords } from '@/words/milestones'
import { addMonths, monthGrid } from './month-grid'
import './month-view.scss'

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日']

/** A month of the cycle: days inside a milestone's window are filled, today is ringed. */
export function MonthView({ rows, today }: { rows: readonly Milestone[]; today: string }) {
  const upcoming = rows.find(({ end }) => end >= today)
  const [month, setMonth] = useState(startMonth(rows, today))
  const [chosen, setChosen] = useState<string>()
  const cells = monthGrid(month, rows)
  const [year, number] = month.split('-').map(Number)
  const currentYear = Number(today.slice(0, 4))
  const shown = rows.filter(({ start, end }) =>
    chosen ? start <= chosen && chosen <= end : start.slice(0, 7) <= month && month <= end.slice(0, 7),
  )
  const move = (count: number) => {
    setMonth(addMonths(month, count))
    setChosen(undefined)
  }
  return (
    <View className="card month-card">
      <View className="row spread month-head">
        <Tap id="month-before" className="link touch" onTap={() => move(-1)}>
          <Text>‹ 上月</Text>
        </Tap>
        <View className="bold" id="month">{`${year} 年 ${number} 月`}</View>
        <Tap id="month-after" className="link touch" onTap={() => move(1)}>
          <Text>下月 ›</Text>
        </Tap>
      </View>
      <View className="month-grid">
        {WEEKDAYS.map(name => (
          <View key={name} className="month-cell cap">
            {name}
          </View>
        ))}
        {cells.map(({ key, day, milestones }) =>
          day ? (
            <Tap
              key={key}
              className={`month-cell ${milestones.length > 0 ? 'covered' : ''} ${day === today ? 'today' : ''} ${day === chosen ? 'on' : ''}`}
              label={[
                dayWords(day, currentYear),
                day === today ? '今天' : '',
                ...milestones.map(({ kind }) => ROW_NAMES[kind]),
              ]
                .filter(Boolean)
                .join('，')}
              onTap={() => setChosen(day === chosen ? undefined : day)}
            >
              <Text>{String(Number(day.slice(8)))}</Text>
            </Tap>
          ) : (
            <View key={key} className="month-cell" />
          ),
        )}
      </View>
      <View className="mt8 month-list" id="month-list">
        {shown.length === 0 ? (
          <View className="cap">{chosen ? `${dayWords(chosen, currentYear)}没有安排` : '这个月没有安排'}</View>
        ) : null}
        {shown.length === 0 && upcoming && !upcoming.start.startsWith(month) ? (
          <Tap id="month-next" className="link touch" onTap={() => setMonth(upcoming.start.slice(0, 7))}>
            <Text>{`下一项：${ROW_NAMES[upcoming.kind]}，${whenWords(upcoming, today)} ›`}</Text>
          </Tap>
        ) : null}
        {shown.map(row => (
          <View key={row.kind} className="row spread mt8">
            <View className="grow">
              <View>{ROW_NAMES[row.kind]}</View>
              <View className="cap">{whenWords(row, today)}</View>
            </View>
            <View className={`tag ${STATUS_TAGS[row.status][0]}`}>{STATUS_TAGS[row.status][1]}</View>
          </View>
        ))}
      </View>
    </View>
  )
}

/** This month while the cycle runs, else the month the cycle starts or ended in. */
function startMonth(rows: readonly Milestone[], today: string): string {
  const first = rows[0]?.start ?? today
  const last =
    rows
      .map(({ end }) => end)
      .sort()
      .pop() ?? first
  if (today < first) return first.slice(0, 7)
  return (today > last ? last : today).slice(0, 7)
}
