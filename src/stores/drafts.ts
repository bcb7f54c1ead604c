import {
  type Candidate,
  LEVELS,
  type Level,
  MARK_CODES,
  type MarkCode,
  parseCandidate,
  SPECIALTIES,
  type Specialty,
  SUBJECTS,
  type Subject,
} from '@zhuan/exam'

/** What stands in one subject's field: the text as typed, or the code that was chosen in place of a number. */
export interface MarkDraft {
  text: string
  code?: MarkCode
}

/** What was entered for one exam year and is not saved yet. */
export interface YearDraft {
  marks: Partial<Record<Subject, MarkDraft>>
  /** Subjects that need no entry but are to be entered all the same. */
  opened: Subject[]
  /** What the year was sat as, where that was chosen. */
  level?: Level
  specialty?: Specialty
}

/** Everything that was entered and is not saved yet. It stands in the record, so that a save and its draft go in one write. */
export interface Drafts {
  /** By exam year. */
  years: Readonly<Record<number, YearDraft>>
  /** What was chosen in the first run, until it is finished. */
  newcomer?: Candidate
}

/** Somebody who has chosen nothing yet. */
export const NEWCOMER: Candidate = { level: 'full', specialty: 'other', sittings: [] }

export const NO_DRAFTS: Drafts = { years: {} }
export const EMPTY_YEAR_DRAFT: YearDraft = { marks: {}, opened: [] }

/** The drafts without those of some exam years. */
export function withoutDrafts({ years, ...others }: Drafts, gone: readonly (number | undefined)[]): Drafts {
  return {
    ...others,
    years: Object.fromEntries(Object.entries(years).filter(([year]) => !gone.includes(Number(year)))),
  }
}

type Fields = Record<string, unknown>
const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {})
const oneOf = <T>(options: readonly T[], value: unknown): T | undefined => options.find(option => option === value)

/** Takes of a value what is understood, subject by subject. */
function bySubject<T>(value: unknown, read: (field: unknown) => T | undefined): Partial<Record<Subject, T>> {
  const fields = fieldsOf(value)
  const found = SUBJECTS.map(subject => [subject, read(fields[subject])] as const)
  return Object.fromEntries(found.filter(([, each]) => each !== undefined))
}

function parseYearDraft(value: unknown): YearDraft {
  const { marks, opened, level, specialty } = fieldsOf(value)
  const draft: YearDraft = {
    marks: bySubject(marks, mark => {
      const { text, code } = fieldsOf(mark)
      const known = oneOf(MARK_CODES, code)
      return typeof text === 'string' ? { text, ...(known && { code: known }) } : undefined
    }),
    opened: Array.isArray(opened) ? SUBJECTS.filter(subject => opened.includes(subject)) : [],
  }
  const [satAs, satFor] = [oneOf(LEVELS, level), oneOf(SPECIALTIES, specialty)]
  if (satAs) draft.level = satAs
  if (satFor) draft.specialty = satFor
  return draft
}

function parseNewcomer(value: unknown): Candidate | undefined {
  try {
    return parseCandidate({ ...NEWCOMER, ...fieldsOf(value) })
  } catch {
    return undefined
  }
}

/** Takes of stored drafts what is understood: one that is not costs no record. */
export function parseDrafts(value: unknown): Drafts {
  const { years, newcomer } = fieldsOf(value)
  const drafts: Drafts = {
    years: Object.fromEntries(
      Object.entries(fieldsOf(years))
        .filter(([year]) => /^20\d\d$/.test(year))
        .map(([year, draft]) => [year, parseYearDraft(draft)]),
    ),
  }
  const chosen = newcomer === undefined ? undefined : parseNewcomer(newcomer)
  if (chosen) drafts.newcomer = chosen
  return drafts
}
