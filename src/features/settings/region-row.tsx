import { REGIONS } from '@zhuan/exam'
import { ChoiceRow } from '@/components/choice-row'
import { say } from '@/platform/dialog'
import { saveRegion } from '@/stores/candidate-store'
import { useRecord } from '@/stores/use-shown'

const OPTIONS = ['全国', ...REGIONS]

/** The candidate's region: the calendar shows its dates. */
export function RegionRow({ id }: { id: string }) {
  const region = useRecord(state => state.region)
  const choose = (index: number) => {
    if (saveRegion(index === 0 ? null : (OPTIONS[index] ?? null))) say('没有存下来：存储空间已满')
  }
  return (
    <ChoiceRow
      id={id}
      label="地区"
      options={OPTIONS}
      index={region === null ? 0 : OPTIONS.indexOf(region)}
      valueClass="cap"
      last
      onChoose={choose}
    />
  )
}
