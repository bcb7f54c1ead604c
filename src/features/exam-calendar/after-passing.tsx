import { Text, View } from '@tarojs/components'
import { type MilestoneState, milestoneState } from '@zhuan/exam'
import { Tap } from '@/components/tap'
import { useExamCalendar } from '@/stores/use-exam-calendar'
import { ROW_NAMES, reviewWords } from '@/words/milestones'
import { NextMilestoneCard } from './next-milestone-card'

interface AfterPassingProps {
  today: string
  next: MilestoneState
  /** What was reached is a 专业类别考试合格证明. */
  isProof: boolean
  onOpen: () => void
  /** What is known of reviews. */
  onOpenReview: () => void
  onShare: () => void
}

/**
 * What comes after passing everything: the certificate, and beside it the review, which nobody is told to skip. A review with
 * official days comes first.
 */
export function AfterPassing({ today, next, isProof, onOpen, onOpenReview, onShare }: AfterPassingProps) {
  const calendar = useExamCalendar()
  const { kind, examYear, status } = next.milestone
  const isReview = kind === 'post-review'
  const isKnown = isReview && status === 'official'
  const shown = isReview && !isKnown ? milestoneState(calendar, examYear, 'e-certificate', today, [examYear]) : next
  return (
    <View id="next-milestone">
      <NextMilestoneCard
        today={today}
        next={shown}
        isProof={isProof}
        action={{ id: 'open-calendar', label: '看日历', onTap: onOpen }}
      />
      <View className="card list">
        {isReview ? (
          <Tap id="post-review" role="link" className="item row spread gap16" onTap={onOpenReview}>
            <Text className="no-shrink">{ROW_NAMES['post-review']}</Text>
            <Text className="cap">{`${reviewWords(calendar.region)} ›`}</Text>
          </Tap>
        ) : null}
        <Tap id="open-poster" role="link" className="item row spread" onTap={onShare}>
          <Text>分享给朋友</Text>
          <Text className="cap">默认不带分数 ›</Text>
        </Tap>
      </View>
    </View>
  )
}
