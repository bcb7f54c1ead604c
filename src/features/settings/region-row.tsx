import { Text, View } from '@tarojs/components'
import { REGIONS } from '@zhuan/exam'
import { Choice } from '@/components/choice'
import { say } from '@/platform/dialog'
import { saveRegion, useCandidateStore } from '@/stores/candidate-store'

const OPTIONS = ['全国', ...REGIONS]

/** The candidate's region: the calendar shows its dates. */
export function RegionRow({ id }: { id: string }) {
  const region = useCandidateStore(state => state.region)
  const choose = (index: number) => {
    if (saveRegion(index === 0 ? null : (OPTIONS[index] ?? null))) say('没有存下来：存储空间已满')
  }
  return (
    <Choice
      shown={region ?? '全国'}
      id={id}
      label="地区"
      options={OPTIONS}
      index={region === null ? 0 : OPTIONS.indexOf(region)}
      onChoose={choose}
    >
      <View className="it row sp">
        <Text>地区</Text>
        <Text className="cap">{`${region ?? '全国'} ›`}</Text>
      </View>
    </Choice>
  )
}
