import { isTicked, TICKS, type Tick } from '@zhuan/exam'
import { say } from '@/platform/dialog'
import { saveTick } from '@/stores/save-certificate'
import { useRecord } from '@/stores/use-shown'

/** What is ticked off of the cycle, and the way to tick. */
export function useTicks(today: string) {
  const checklists = useRecord(record => record.checklists)
  return {
    checklists,
    isTicked: (tick: Tick, examYear: number) => isTicked(checklists, tick, examYear),
    /** Everything that is ticked of these exam years, so that it can be taken back. */
    ticked: (examYears: readonly number[]) =>
      examYears.flatMap(examYear =>
        TICKS.filter(tick => isTicked(checklists, tick, examYear)).map(tick => ({ tick, examYear })),
      ),
    tick: (tick: Tick, examYear: number, isDone: boolean): void => {
      if (saveTick(tick, examYear, isDone, today)) say('没有存下来：这部手机的存储空间已满')
    },
  }
}
