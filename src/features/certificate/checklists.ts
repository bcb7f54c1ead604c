import { say } from '@/platform/dialog'
import { saveChecked } from '@/stores/save-certificate'
import { useRecord } from '@/stores/use-shown'

/** What is ticked off in a list of the record, and the way to tick. */
export function useChecklist(list: string) {
  const done = useRecord(record => record.checklists[list]?.done)
  return {
    isDone: (step: string): boolean => done?.includes(step) ?? false,
    tick: (step: string, isDone: boolean): void => {
      if (saveChecked(list, step, isDone)) say('没有存下来：这部手机的存储空间已满')
    },
  }
}
