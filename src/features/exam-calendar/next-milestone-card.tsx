import { Text, View } from '@tarojs/components'
import type { MilestoneState } from '@zhuan/exam'
import { Tap } from '@/components/tap'
import { nextWords } from './words'
import './next-milestone-card.scss'

interface NextMilestoneCardProps {
  /** Missing where the card stands among others that tell what comes next. */
  id?: 'next-milestone'
  today: string
  /** What comes next for the candidate. */
  next: MilestoneState
  /** What was reached is a 专业类别考试合格证明. */
  isProof?: boolean
  action: { id: string; label: string; onTap: () => void }
}

/** Days to what comes next, or words where there is nothing to count. */
export function NextMilestoneCard({ id, today, next, isProof, action }: NextMilestoneCardProps) {
  const { title, tag, about, days, words, day } = nextWords(next, today, isProof)
  return (
    <View className="card soft row spread" id={id}>
      <View compileMode className="grow">
        <View className="row gap6">
          <View className="sub">{title}</View>
          <View className="tag">{tag}</View>
        </View>
        <View className="row gap4 baseline wrap">
          {/* No fragment: compileMode shows only the first of its children. */}
          {words === undefined ? null : <Text className="h1">{words}</Text>}
          {words === undefined && about ? <Text>{about}</Text> : null}
          {words === undefined ? <Text className="digits big">{String(days)}</Text> : null}
          {words === undefined ? <Text>天</Text> : null}
          <Text className="sub milestone-day">{day}</Text>
        </View>
      </View>
      <Tap id={action.id} className="btn small" onTap={action.onTap}>
        <Text>{action.label}</Text>
      </Tap>
    </View>
  )
}
