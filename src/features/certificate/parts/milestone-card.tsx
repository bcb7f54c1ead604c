import { View } from '@tarojs/components'
import { MILESTONE_NAMES, type MilestoneKind, milestoneState } from '@zhuan/exam'
import { STATUS_TAGS, sourceWords } from '@/words/milestones'
import type { Path } from '../use-path'
import { phaseWords, titleWords } from './milestone-words'

interface MilestoneCardProps {
  path: Pick<Path, 'calendar' | 'enteredYears' | 'region' | 'today'>
  examYear: number
  kind: MilestoneKind
  id: string
}

/** What regions date for themselves. */
const BY_REGION: readonly MilestoneKind[] = ['registration', 'payment', 'admission-ticket', 'paper-certificate']

/** When something of the cycle is, with its status and its reporter. */
export function MilestoneCard({
  path: { calendar, enteredYears, region, today },
  examYear,
  kind,
  id,
}: MilestoneCardProps) {
  const state = milestoneState(calendar, examYear, kind, today, enteredYears)
  const row = state.milestone
  const isForeign = region !== null && row.region === null && BY_REGION.includes(kind)
  return (
    <View className="card soft" id={id}>
      <View className="row spread">
        <View className="sub">{`${examYear} 年度 · ${row.region ?? '全国'}`}</View>
        <View className="tag">{STATUS_TAGS[row.status][1]}</View>
      </View>
      <View className="h1 mt4">{`${MILESTONE_NAMES[kind]}：${titleWords(state, today)}`}</View>
      <View className="sub mt4">{phaseWords(state)}</View>
      {isForeign ? <View className="cap mt4">本地未收录，按全国惯例。</View> : null}
      {row.source ? <View className="cap mt4">{sourceWords(row.source)}</View> : null}
    </View>
  )
}
