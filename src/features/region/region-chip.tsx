import { View } from '@tarojs/components'
import { Choice } from '@/components/choice'
import { Refusal } from '@/components/refusal'
import { useRegion } from './use-region'
import { REGION_OPTIONS, regionChip } from './words'
import './region-chip.scss'

/** The region among other chips of a row that wraps; a refusal takes a line of its own below them. */
export function RegionChip({ id }: { id: string }) {
  const { region, index, choose, refused } = useRegion()
  return (
    <>
      <Choice shown={regionChip(region)} id={id} label="地区" options={REGION_OPTIONS} index={index} onChoose={choose}>
        <View className="chip-touch">
          <View className="chip">{`${regionChip(region)} ▾`}</View>
        </View>
      </Choice>
      {refused ? (
        <View className="region-refused">
          <Refusal id="region-error" words={refused} />
        </View>
      ) : null}
    </>
  )
}
