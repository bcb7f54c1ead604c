import { View } from '@tarojs/components'
import { ChoiceRow } from '@/components/choice-row'
import { Refusal } from '@/components/refusal'
import { useRegion } from './use-region'
import { REGION_OPTIONS } from './words'

/** The candidate's region: the calendar shows its dates. */
export function RegionCard({ id }: { id: string }) {
  const { index, choose, refused } = useRegion()
  return (
    <View>
      <View className="card list">
        <ChoiceRow
          id={id}
          label="地区"
          options={REGION_OPTIONS}
          index={index}
          valueClass="cap"
          last
          onChoose={choose}
        />
      </View>
      <Refusal id="region-error" words={refused} />
    </View>
  )
}
