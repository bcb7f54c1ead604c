import { Text } from '@tarojs/components'
import type { Milestone } from '@zhuan/exam'
import { Tap } from '@/components/tap'
import { goToPage } from '@/platform/navigation'
import { useReminderStanding } from '@/stores/server/standing-reminders'
import { ROW_NAMES } from '@/words/milestones'

type RemindLinkProps = Pick<Milestone, 'kind' | 'examYear'>

/** On a row of the calendar that is still to come: whether one will be told of it, and the way to say so. */
export function RemindLink({ kind, examYear }: RemindLinkProps) {
  const standing = useReminderStanding(kind, examYear)
  if (standing === 'not-offered') return null
  const words = standing === 'on' ? '提醒已开' : '提醒我'
  return (
    <Tap
      id={`remind-${kind}`}
      role="link"
      label={`${ROW_NAMES[kind]}：${words}`}
      className="link touch"
      onTap={() => goToPage('reminders')}
    >
      <Text>{`${words} ›`}</Text>
    </Tap>
  )
}
