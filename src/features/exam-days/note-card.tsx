import { Text, View } from '@tarojs/components'
import type { Candidate, Subject } from '@zhuan/exam'
import { withMarks } from '@zhuan/exam'
import { Tap } from '@/components/tap'
import { useExamCalendar } from '@/stores/use-exam-calendar'
import { NOT_SAT, noteWords, SAT } from './words'

interface NoteCardProps {
  candidate: Candidate
  examYear: number
  /** What was to be sat in that year. */
  subjects: readonly Subject[]
  today: string
  /** Saves it; `words` stand beside the offer to undo. */
  onSave: (candidate: Candidate, words: string, examYear: number) => void
  /** Whether the headline of the page stands here. */
  isHeadline?: boolean
}

/** After the exam: whether it was sat, in one tap, so that nothing has to be entered before the scores are out. */
export function NoteCard({ candidate, examYear, subjects, today, onSave, isHeadline }: NoteCardProps) {
  const calendar = useExamCalendar()
  const note = ({ mark, saved }: typeof SAT | typeof NOT_SAT) =>
    onSave(withMarks(candidate, examYear, subjects, mark), `${examYear} 年${saved}`, examYear)
  return (
    <View className="card">
      <View className="h1" id={isHeadline ? 'headline' : undefined}>
        {isHeadline ? '考完了，辛苦' : `${examYear} 年考了吗？`}
      </View>
      <View className="sub mt4">{noteWords(candidate, calendar, examYear, subjects, today)}</View>
      <View className="row mt12">
        <Tap id="sat" className="btn grow" onTap={() => note(SAT)}>
          <Text>{SAT.action}</Text>
        </Tap>
        <Tap id="sat-not" className="btn quiet" onTap={() => note(NOT_SAT)}>
          <Text>{NOT_SAT.action}</Text>
        </Tap>
      </View>
    </View>
  )
}
