import { Text, View } from '@tarojs/components'
import { nextMilestone } from '@zhuan/exam'
import { Tap } from '@/components/tap'
import { useExamCalendar } from '@/stores/use-exam-calendar'
import { nextDay, nextTitle, onTheDayWords, STATUS_TAGS } from './words'
import './next-milestone-card.scss'

interface NextMilestoneCardProps {
  today: string
  /** Exam year of the certificate, if it is reached: then its own milestones count. */
  certificateYear?: number
  onOpen: () => void
}

/** Days to what comes next. */
export function NextMilestoneCard({ today, certificateYear, onOpen }: NextMilestoneCardProps) {
  const next = nextMilestone(useExamCalendar(), today, certificateYear)
  if (!next) return null
  const { milestone, days } = next
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
          {days === 0 ? <Text className="h1">{onTheDayWords(milestone)}</Text> : null}
          {days > 0 && about ? <Text>{about}</Text> : null}
          {days > 0 ? <Text className="digits big">{String(days)}</Text> : null}
          {days > 0 ? <Text>天</Text> : null}
          <Text className="sub milestone-day">{nextDay(next, Number(today.slice(0, 4)))}</Text>
        </View>
      </View>
      <Tap id="open-calendar" className="btn small" onTap={onOpen}>
        <Text>看日历</Text>
      </Tap>
    </View>
  )
}
