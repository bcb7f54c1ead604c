import { View } from '@tarojs/components'
import { type Assessment, type Candidate, nextSittingYear, type Standing, SUBJECT_NAMES, yearCells } from '@zhuan/exam'
import { useExamCalendar } from '@/stores/use-exam-calendar'
import { cellView, NEEDS_CHECK, specialtyWords, standingWords, statusTag } from './words'

interface StandingListProps {
  assessment: Assessment
  candidate: Candidate
}

/** One standing per required subject: its state in words, its window drawn as year cells. */
export function StandingList({ assessment, candidate }: StandingListProps) {
  return (
    <View className="card">
      {assessment.subjects.map(standing => (
        <StandingRow key={standing.subject} standing={standing} assessment={assessment} candidate={candidate} />
      ))}
    </View>
  )
}

function StandingRow({ standing, assessment, candidate }: StandingListProps & { standing: Standing }) {
  const { subject, status, needsCheck } = standing
  const [tone, words] = statusTag(standing)
  const next = nextSittingYear(assessment.asOf, useExamCalendar().sittings)
  const cells = status === 'certified' ? [] : yearCells(standing, next)
  return (
    <View compileMode className="item flush" id={`standing-${subject}`}>
      <View className="row spread">
        <View className="row gap6 baseline">
          <View className="bold">{SUBJECT_NAMES[subject]}</View>
          {subject === 'practice' ? <View className="cap">{specialtyWords(candidate)}</View> : null}
        </View>
        <View className={`tag ${tone}`}>{words}</View>
      </View>
      <View className="cap">{standingWords(standing, candidate, assessment.nextSitting.announced)}</View>
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
    </View>
  )
}
