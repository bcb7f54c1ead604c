import { View } from '@tarojs/components'
import { type Assessment, type Candidate, keptOutPass, type Standing, SUBJECT_NAMES, yearCells } from '@zhuan/exam'
import { useExamCalendar } from '@/stores/use-exam-calendar'
import { NOT_COUNTED_TAG, notCountedMark, notCountedWords } from '@/words/marks'
import type { Moment } from '@/words/standing'
import { statusTag } from '@/words/status'
import { specialtyName } from '@/words/subjects'
import { cellView } from '@/words/year-cells'
import './standing-list.scss'
import { NEEDS_CHECK, NEEDS_CHECK_TAG, standingWords } from './words'

interface StandingListProps {
  assessment: Assessment
  candidate: Candidate
  moment: Moment
}

/** One standing per required subject: its state in words, its window drawn as year cells. */
export function StandingList(props: StandingListProps) {
  return (
    <View className="card">
      {props.assessment.subjects.map(standing => (
        <StandingRow key={standing.subject} standing={standing} {...props} />
      ))}
    </View>
  )
}

function StandingRow({ standing, assessment, candidate, moment }: StandingListProps & { standing: Standing }) {
  const { subject, status, needsCheck, notCounted } = standing
  const [tone, words] = statusTag(standing, candidate, moment)
  const { start, announced } = assessment.nextSitting
  const isAnnounced = announced && standing.lastSittingStart === start
  const cells = status === 'certified' ? [] : yearCells(standing, moment.next)
  const { sittings } = useExamCalendar()
  const keptOut = notCounted && keptOutPass(candidate, subject, moment.today, sittings)
  return (
    <View compileMode className="item flush" id={`standing-${subject}`}>
      <View className="row spread">
        <View className="row gap6 baseline">
          <View className="bold">{SUBJECT_NAMES[subject]}</View>
          {subject === 'practice' ? <View className="cap">{specialtyName(candidate.specialty)}</View> : null}
        </View>
        <View className="row gap4">
          {needsCheck ? <View className="tag warn">{NEEDS_CHECK_TAG}</View> : null}
          <View className={`tag ${tone}`}>{words}</View>
        </View>
      </View>
      <View className="cap">{standingWords(standing, candidate, moment, isAnnounced)}</View>
      {cells.length > 0 ? (
        <View className="cells">
          {cells.map(cell => {
            const { className, text } = cellView(cell)
            return (
              <View key={cell.year} className={className}>
                {text}
              </View>
            )
          })}
        </View>
      ) : null}
      {needsCheck ? <View className="error mt4">{NEEDS_CHECK}</View> : null}
      {keptOut ? (
        <View className="not-counted mt8">
          <View className="row spread">
            <View className="sub">{notCountedMark(keptOut)}</View>
            <View className="tag warn">{NOT_COUNTED_TAG}</View>
          </View>
          <View className="cap">{notCountedWords(keptOut, subject, candidate)}</View>
        </View>
      ) : null}
    </View>
  )
}
