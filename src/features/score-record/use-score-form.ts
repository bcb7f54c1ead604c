import {
  assess,
  awaitedYear,
  type Candidate,
  FIRST_EXAM_YEAR,
  type LevelAndSpecialty,
  type MarkCode,
  nextSittingYear,
  type QuestionedMark,
  type Subject,
} from '@zhuan/exam'
import { useState } from 'react'
import { ask, say } from '@/platform/dialog'
import { scrollToTop } from '@/platform/keyboard'
import type { StorageError } from '@/platform/storage'
import { chooseScoreYear, chooseTrial } from '@/stores/app-memory'
import { forgetUndo, saveCandidate, undoSave } from '@/stores/candidate-store'
import { EMPTY_YEAR_DRAFT, NEWCOMER, type YearDraft } from '@/stores/drafts'
import { editDraft, forgetDraft } from '@/stores/edit-drafts'
import { useExamCalendar } from '@/stores/use-exam-calendar'
import { useAppMemory, useRecord } from '@/stores/use-shown'
import { changeWords, type Landing, landingWords } from './change-words'
import { missableYears } from './extensions'
import { useLevelChoice } from './level-choice'
import { readDraft } from './mark-draft'
import {
  allAs,
  breaksContract,
  chipYears,
  isUnsaved,
  questionsOf,
  satAsIn,
  sittingOf,
  subjectRows,
  withDefault,
  withoutYear,
  withYear,
  wordOfAll,
} from './score-form-state'
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

  const chosenYear = useAppMemory(memory => memory.scoreYear)
  const [isLatestRemoved, setLatestRemoved] = useState(false)
  const [refused, setRefused] = useState<string>()
  const [landed, setLanded] = useState<Landing>()
  const [asked, setAsked] = useState<QuestionedMark[]>()

  const calendar = useExamCalendar()
  const { sittings } = calendar
  const assessment = assess(candidate, today, sittings)
  const awaited = awaitedYear(candidate, calendar, today)
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
  const shown = withDefault(candidate, year, typed, awaited)
  const rows = subjectRows(candidate, year, shown)
  const hasFault = Object.values(typed.marks).some(draft => readDraft(draft).fault)
  const isTyped = Object.keys(typed.marks).length > 0
  const next = withYear(candidate, year, shown)
  // What will be asked about before it is saved is not told as a certificate meanwhile.
  const preview =
    isTyped && !hasFault && questionsOf(candidate, next, year, calendar, today).length === 0
      ? assess(next, today, sittings)
      : undefined
  const unsaved = (each: number) => isUnsaved(candidate, each, drafts.years[each] ?? EMPTY_YEAR_DRAFT)
  const isRecorded = recordedYears.includes(year)

  const edit = (change: (draft: YearDraft) => YearDraft) => {
    forgetUndo()
    setRefused(undefined)
    setLanded(undefined)
    editDraft(year, change)
  }
  /** What stood there by default is entered with the first mark that differs. */
  const editMarks = (marks: YearDraft['marks']) =>
    edit(draft => ({ ...draft, marks: { ...withDefault(candidate, year, draft, awaited).marks, ...marks } }))

  const show = (shownYear: number | undefined) => {
    setRefused(undefined)
    setLanded(undefined)
    chooseScoreYear(shownYear)
  }

  /** Saves `changed`; returns whether the phone took it. What was typed stays where it is when it did not. */
  const commit = (changed: Candidate, words: string, savedYear?: number): boolean => {
    setLanded(undefined)
    if (breaksContract(changed)) {
      setRefused(NOT_A_RECORD)
      return false
    }
    const error = saveCandidate(changed, words, savedYear)
    setRefused(error && refusal(error))
    return !error
  }
  const assessed = (changed: Candidate) => assess(changed, today, sittings)
  const before = stored ? assessment : undefined
  /** Saves something that is no mark; the bar says what that changed. */
  const commitChange = (changed: Candidate, prefix: string): boolean => {
    const change = changeWords(before, assessed(changed))
    return commit(changed, change ? `${prefix}：${change}` : prefix)
  }
  const land = () => {
    setAsked(undefined)
    if (!commit(next, `已保存 ${year} 年的成绩`, year)) return
    chooseScoreYear(year)
    setLanded(landingWords(before, assessed(next), sittingOf(next, year)!))
    scrollToTop()
  }

  const levelChoice = useLevelChoice(candidate, !stored, calendar, today, commitChange)

  return {
    candidate,
    year,
    years,
    awaited: awaited?.examYear === year ? awaited : undefined,
    /** The word that stands for everything that is awaited. */
    wordOfAll: awaited && wordOfAll(rows, awaited.subjects),
    chooseAll: (code: MarkCode | undefined) => awaited && editMarks(allAs(awaited.subjects, code)),
    isUnsaved: unsaved,
    /** Another year with something that is not saved. */
    unsavedYear: years.find(each => each !== year && unsaved(each)),
    /** There is nothing to save that is not saved. */
    isSaved: isRecorded && !hasFault && !unsaved(year) && shown === typed,
    addableYears: Array.from({ length: thisYear - FIRST_EXAM_YEAR + 1 }, (_, index) => FIRST_EXAM_YEAR + index),
    rows,
    satAs: satAsIn(candidate, year, typed),
    latestHeld,
    /** A notice that prolongs something follows much later than the results. */
    hasExtensions: year < latestHeld && missableYears(candidate, latestHeld).length > 0,
    refused,
    undoWords: undoable?.words,
    landed,
    asked,
    preview,
    assessment,
    /** Nothing that is entered here changes the certificate any more. */
    isCertifiedEarlier: assessment.certificate !== null && assessment.certificate.examYear < year,
    isRecorded,
    isRemovable: isRecorded || draftYears.includes(year) || years.length > 1,
    selectYear: show,
    addYear: (added: number) => {
      show(added)
      if (added === latestHeld) setLatestRemoved(false)
      // An added year keeps its chip although nothing is typed in it yet.
      editDraft(added)
    },
    typeMark: (subject: Subject, text: string) => editMarks({ [subject]: { text } }),
    chooseCode: (subject: Subject, code: MarkCode | undefined) => editMarks(allAs([subject], code)),
    openSubject: (subject: Subject) => edit(draft => ({ ...draft, opened: [...draft.opened, subject] })),
    chooseSatAs: (satAs: Partial<LevelAndSpecialty>) => edit(draft => ({ ...draft, ...satAs })),
    saveChange: commitChange,
    save: () => {
      if (hasFault) return say(FIX_FIRST)
      const questions = questionsOf(candidate, next, year, calendar, today)
      if (questions.length > 0) setAsked(questions)
      else land()
    },
    keepMarks: land,
    dropQuestion: () => setAsked(undefined),
    /** Hands the marks that are asked about over to 假如考过. */
    tryMarks: () => {
      chooseTrial({
        examYear: year,
        marks: Object.fromEntries((asked ?? []).map(({ subject, mark }) => [subject, mark])),
      })
      setAsked(undefined)
    },
    removeYear: async () => {
      const isEmpty = !isRecorded && !isTyped
      if (!isEmpty && !(await ask(removeYearQuestion(year)))) return
      if (isRecorded && !commitChange(withoutYear(candidate, year), `已删除 ${year} 年`)) return
      forgetDraft(year)
      if (year === latestHeld) setLatestRemoved(true)
      show(undefined)
    },
    undo: () => {
      setLanded(undefined)
      const error = undoSave()
      setRefused(error && refusal(error))
    },
    ...levelChoice,
  }
}
