import { Text, View } from '@tarojs/components'
import { REMINDERS_ENDED_BY } from '@zhuan/api/vocabulary'
import { TICK_NAMES, TICKS, type Tick } from '@zhuan/exam'
import { Sheet } from '@/components/sheet'
import { Tap } from '@/components/tap'
import type { ReminderRow } from './overview'
import { rowTitle, rowWords } from './words'

interface RowSheetProps {
  row: ReminderRow
  today: string
  onTick: (tick: Tick) => void
  onCancel: () => void
  onClose: () => void
}

/** What can be done with a reminder that waits: say that it has become pointless, and why, or just switch it off. */
export function RowSheet({ row, today, onTick, onCancel, onClose }: RowSheetProps) {
  const { kind, examYear } = row.wanted
  const ticks = examYear === undefined ? [] : TICKS.filter(tick => REMINDERS_ENDED_BY[tick].includes(kind))
  return (
    <Sheet id="reminder-sheet" title={rowTitle(row)} onClose={onClose}>
      <View className="sub">{rowWords(row, today)}</View>
      {ticks.map(tick => (
        <Tap key={tick} id={`tick-${tick}`} className="btn quiet mt12" onTap={() => onTick(tick)}>
          <Text>{`我${TICK_NAMES[tick]}，不用提醒了`}</Text>
        </Tap>
      ))}
      <Tap id="reminder-off" className="btn danger mt12" onTap={onCancel}>
        <Text>关掉这条提醒</Text>
      </Tap>
    </Sheet>
  )
}
