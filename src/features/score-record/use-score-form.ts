import {
  assess,
  type Candidate,
  FIRST_EXAM_YEAR,
  type MarkCode,
  nextSittingYear,
  type Specialty,
  type Subject,
} from '@zhuan/exam'
import { useState } from 'react'
import { ask, say } from '@/platform/dialog'
import type { StorageError } from '@/platform/storage'
import { forgetUndo, saveCandidate, undoSave } from '@/stores/candidate-store'
import { EMPTY_YEAR_DRAFT, type Extension, type MarkDraft, NEWCOMER, type YearDraft } from '@/stores/drafts'
import { editDraft, forgetDraft } from '@/stores/edit-drafts'
import { useExamCalendar } from '@/stores/use-exam-calendar'
import { useAppMemory, useRecord } from '@/stores/use-shown'
import { changeWords } from './change-words'
import { extensionRows } from './extensions'
import { levelChoice } from './level-choice'
import { readDraft } from './mark-draft'
import { breaksContract, chipYears, isUnsaved, sittingOf, subjectRows, withoutYear, withYear } from './score-form-state'
import { FIX_FIRST, NOT_A_RECORD, removeYearQuestion, STORAGE_FAILED, STORAGE_FULL } from './words'

const refusal = (error: StorageError): string => (error.code === 'storage-full' ? STORAGE_FULL : STORAGE_FAILED)

/**
 * Behaviour of the score form: typed drafts per exam year, saved explicitly, each save undoable.
 * @param today civil day in China, `YYYY-MM-DD`
 */
export function useScoreForm(today: string) {
  const stored = useRecord(({ candidate }) => candidate)
  const undoable = useAppMemory(memory => memory.undoable)
  const drafts = useRecord(record => record.drafts)
  // Who comes here before the first run is finished goes on from there; nothing is stored until they save.
  const candidate = stored ?? drafts.newcomer ?? NEWCOMER
  const thisYear = Number(today.slice(0, 4))
  const recordedYears = candidate.sittings.map(({ examYear }) => examYear)

  const [chosenYear, setYear] = useState<number>()
  const [isLatestRemoved, setLatestRemoved] = useState(false)
  const [refused, setRefused] = useState<string>()

  const { sittings } = useExamCalendar()
  const assessment = assess(candidate, today, sittings)
  const latestHeld = nextSittingYear(today, sittings) - 1
  const draftYears = Object.keys(drafts.years).map(Number)
  const years = chipYears({
    recorded: recordedYears,
    added: draftYears,
    latestHeld,
    isLatestRemoved,
    chosen: chosenYear,
  })
  const year = chosenYear ?? years[0]!
  const typed = drafts.years[year] ?? EMPTY_YEAR_DRAFT
  const rows = subjectRows(candidate, year, typed)
  const hasFault = Object.values(typed.marks).some(draft => readDraft(draft).fault)
  const isTyped = Object.keys(typed.marks).length > 0 || typed.extensions !== undefined
  const extensions = extensionRows(candidate, year, typed)
  const preview = isTyped && !hasFault ? assess(withYear(candidate, year, typed), today, sittings) : undefined
  const specialty = typed.specialty ?? sittingOf(candidate, year)?.specialty ?? candidate.specialty

  const edit = (change: (draft: YearDraft) => YearDraft) => {
    forgetUndo()
    setRefused(undefined)
    editDraft(year, change)
  }
  const editMark = (subject: Subject, mark: MarkDraft) =>
    edit(draft => ({ ...draft, marks: { ...draft.marks, [subject]: mark } }))

  /** Saves `next`; returns whether the phone took it. What was typed stays where it is when it did not. */
  const commit = (next: Candidate, prefix: string, savedYear?: number): boolean => {
    if (breaksContract(next)) {
      setRefused(NOT_A_RECORD)
      return false
    }
    const change = changeWords(stored ? assessment : undefined, assess(next, today, sittings))
    const error = saveCandidate(next, change ? `${prefix}：${change}` : prefix, savedYear)
    setRefused(error && refusal(error))
    return !error
  }

  return {
    candidate,
    isNew: !stored,
    year,
    years,
    isUnsaved: (each: number) => isUnsaved(candidate, each, drafts.years[each] ?? EMPTY_YEAR_DRAFT),
    addableYears: Array.from({ length: thisYear - FIRST_EXAM_YEAR + 1 }, (_, index) => FIRST_EXAM_YEAR + index),
    rows,
    specialty,
    /** None in a year whose results have just come, unless some are recorded: a notice follows much later. */
    extensions: year < latestHeld || extensions.some(({ extension }) => extension > 0) ? extensions : [],
    refused,
    undoWords: undoable?.words,
    preview,
    assessment,
    /** Nothing that is entered here changes the certificate any more. */
    isCertifiedEarlier: assessment.certificate !== null && assessment.certificate.examYear < year,
    isRecorded: recordedYears.includes(year),
    isRemovable: recordedYears.includes(year) || draftYears.includes(year) || years.length > 1,
    selectYear: (next: number) => {
      setRefused(undefined)
      setYear(next)
    },
    addYear: (next: number) => {
      setRefused(undefined)
      setYear(next)
      if (next === latestHeld) setLatestRemoved(false)
      // An added year keeps its chip although nothing is typed in it yet.
      editDraft(next)
    },
    typeMark: (subject: Subject, text: string) => editMark(subject, { text }),
    chooseCode: (subject: Subject, code: MarkCode | undefined) =>
      editMark(subject, { text: '', ...(code && { code }) }),
    openSubject: (subject: Subject) => edit(draft => ({ ...draft, opened: [...draft.opened, subject] })),
    chooseExtension: (subject: Subject, extension: Extension) =>
      edit(draft => ({ ...draft, extensions: { ...draft.extensions, [subject]: extension } })),
    chooseSittingSpecialty: (next: Specialty) => edit(draft => ({ ...draft, specialty: next })),
    save: () => {
      if (hasFault) return say(FIX_FIRST)
      if (commit(withYear(candidate, year, typed), `已保存 ${year} 年`, year)) setYear(year)
    },
    removeYear: async () => {
      const isEmpty = !recordedYears.includes(year) && !isTyped
      if (!isEmpty && !(await ask(removeYearQuestion(year)))) return
      if (recordedYears.includes(year) && !commit(withoutYear(candidate, year), `已删除 ${year} 年`, year)) return
      forgetDraft(year)
      if (year === latestHeld) setLatestRemoved(true)
      setYear(undefined)
    },
    undo: () => {
      const error = undoSave()
      setRefused(error && refusal(error))
    },
    ...levelChoice(candidate, !stored, commit),
  }
}
