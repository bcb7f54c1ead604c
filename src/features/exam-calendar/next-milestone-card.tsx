import { Text, View } from '@tarojs/components'
import { NOBODY, nextMilestone, type Onlooker } from '@zhuan/exam'
import { Tap } from '@/components/tap'
import { useExamCalendar } from '@/stores/use-exam-calendar'
import { nextDay, nextTitle, STATUS_TAGS, stateWords } from './words'
import './next-milestone-card.scss'

interface NextMilestoneCardProps {
  today: string
  /** What of the candidate's record decides which milestone is the next one. */
  onlooker?: Onlooker
  onOpen: () => void
}

/** Days to what comes next. */
export function NextMilestoneCard({ today, onlooker = NOBODY, onOpen }: NextMilestoneCardProps) {
  const next = nextMilestone(useExamCalendar(), today, onlooker)
  if (!next) return null
  const { milestone, phase, days = 0 } = next
  // So many days, or in words where there is nothing to count: 就在今天, 随时可能公布, 还没确认公布.
  const counts = milestone.kind === 'exam' && phase !== 'ahead' ? 0 : days
  const about = milestone.status === 'official' ? '' : '约'
  return (
    <View className="card soft row spread" id="next-milestone">
      <View compileMode className="grow">
        <View className="row gap6">
          <View className="sub">{nextTitle(next)}</View>
          <View className="tag">{STATUS_TAGS[milestone.status][1]}</View>
        </View>
        <View className="row gap4 baseline wrap">
          {/* No fragment: compileMode shows only the first of its children. */}
          {counts > 0 ? null : <Text className="h1">{stateWords(next)}</Text>}
          {counts > 0 && about ? <Text>{about}</Text> : null}
          {counts > 0 ? <Text className="digits big">{String(counts)}</Text> : null}
          {counts > 0 ? <Text>天</Text> : null}
          <Text className="sub milestone-day">{nextDay(next, Number(today.slice(0, 4)))}</Text>
        </View>
      </View>
      <Tap id="open-calendar" className="btn small" onTap={onOpen}>
        <Text>看日历</Text>
      </Tap>
    </View>
  )
}
