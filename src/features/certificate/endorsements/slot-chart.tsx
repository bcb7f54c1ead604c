import { View } from '@tarojs/components'
import { daysBetween } from '@zhuan/exam'
import { drawing } from '@/components/aria'
import type { EndorsementRow } from './endorsement-rows'
import './slot-chart.scss'

/** Per cent of the line beside today where another day has room. */
const LABEL_ROOM = 18

const short = (day: string): string => `${Number(day.slice(5, 7))}/${Number(day.slice(8))}`

/** The endorsements that take a slot, on one line of days with today in it. */
export function SlotChart({ rows, today }: { rows: readonly EndorsementRow[]; today: string }) {
  if (rows.length === 0) return null
  const first = rows.map(({ appliedOn }) => appliedOn).sort()[0]!
  const last = [today, ...rows.map(({ lastDay }) => lastDay)].sort().at(-1)!
  const span = daysBetween(first, last) + 1
  const at = (day: string): number => Math.round((daysBetween(first, day) / span) * 1000) / 10
  const now = at(today)
  return (
    <View className="slots" {...drawing('占名额的加注在日期上的位置，下面逐条列出')}>
      {rows.map(({ id, appliedOn, days, state }) => (
        <View key={id} className="slot">
          <View className="slot-day">{short(appliedOn)}</View>
          <View className="slot-line">
            <View
              className={`slot-bar ${state === 'valid' ? '' : 'over'}`}
              style={{ left: `${at(appliedOn)}%`, width: `${Math.round((days / span) * 1000) / 10}%` }}
            />
          </View>
        </View>
      ))}
      <View className="slot-today">
        <View className="slot-today-line" style={{ left: `${now}%` }} />
      </View>
      <View className="slot">
        <View className="slot-day" />
        <View className="slot-line">
          <View className="slot-label">{now > LABEL_ROOM ? short(first) : ''}</View>
          <View className="slot-label slot-now" style={{ left: `${now}%` }}>
            今天
          </View>
          <View className="slot-label slot-last">{now < 100 - LABEL_ROOM ? short(last) : ''}</View>
        </View>
      </View>
    </View>
  )
}
