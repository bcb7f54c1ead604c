import { View } from '@tarojs/components'
import { nextSittingYear, type Subject, type YearCell, yearCells } from '@zhuan/exam'
import { useExamCalendar } from '@/stores/use-exam-calendar'
import { cellView } from '@/words/year-cells'
import { otherwiseWords } from './level-words'
import { MarkField, SettledRow } from './mark-field'
import { type SubjectRow, sittingOf } from './score-form-state'
import { useCaret } from './use-caret'
import type { useKeyboard } from './use-keyboard'
import type { useScoreForm } from './use-score-form'
import { LEFT_EMPTY, MARK_HINT, NUMBER_LATER, passedLater, THE_ONLY_ONE } from './words'

interface MarkListProps {
  today: string
  form: ReturnType<typeof useScoreForm>
  keyboard: ReturnType<typeof useKeyboard>
}

/** A row per required subject: where its mark is entered, or why none is needed. */
export function MarkList({ today, form, keyboard }: MarkListProps) {
  const { candidate, year, rows, awaited, assessment } = form
  const { sittings } = useExamCalendar()
  const entries = rows.filter(row => row.kind === 'entry')
  const caret = useCaret(
    entries.map(({ subject }) => subject),
    keyboard.entered,
  )
  const recorded = sittingOf(candidate, year)?.marks

  const note = (row: Extract<SubjectRow, { kind: 'entry' }>): string | undefined => {
    const { draft, subject, verdict } = row
    const otherwise = verdict === 'passed' ? otherwiseWords(form.satAs, candidate, subject) : undefined
    if (otherwise) return otherwise
    if (draft.code === 'passed' || draft.code === 'failed') return NUMBER_LATER
    if (draft.code === 'pending' && awaited?.subjects.length === 1) return THE_ONLY_ONE
    if (form.isSaved && recorded?.[subject] === undefined) {
      const later = assessment.subjects.find(each => each.subject === subject)?.passedIn
      return later !== undefined && later > year ? passedLater(later) : LEFT_EMPTY
    }
    return row === entries[0] && !draft.code && !form.isSaved ? MARK_HINT : undefined
  }
  /** The years in which a recorded pass of this year counts. */
  const cellsOf = (subject: Subject) => {
    const standing = assessment.subjects.find(each => each.subject === subject)
    const isShown = form.isSaved && standing?.passedIn === year && standing.status !== 'certified'
    return isShown ? yearCells(standing, nextSittingYear(today, sittings)) : []
  }

  return (
    <View>
      {rows.map(row => {
        const { subject } = row
        if (row.kind === 'settled')
          return (
            <SettledRow
              key={subject}
              row={row}
              assessment={assessment}
              year={year}
              onOpen={() => form.openSubject(subject)}
            />
          )
        return (
          <MarkField
            key={subject}
            row={row}
            year={year}
            note={note(row)}
            isActive={caret.active === subject}
            isTyping={caret.typing === subject}
            focus={caret.moved === subject}
            isAwaited={awaited !== undefined}
            onType={text => {
              caret.typed(subject, text)
              form.typeMark(subject, text)
            }}
            onChooseCode={code => form.chooseCode(subject, code)}
            onFocus={() => caret.focused(subject)}
            onBlur={() => caret.left(subject)}
            onKeyboard={height => keyboard.moved(subject, height)}
          >
            <Cells cells={cellsOf(subject)} />
          </MarkField>
        )
      })}
    </View>
  )
}

/** The window of a pass, year by year. */
function Cells({ cells }: { cells: YearCell[] }) {
  if (cells.length === 0) return null
  return (
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
  )
}
