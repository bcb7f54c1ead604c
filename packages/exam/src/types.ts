/** A civil day in China, `YYYY-MM-DD`. */
export type Day = string

export type Subject = 'law' | 'management' | 'technology' | 'practice'
export type Level = 'full' | 'exempt-one' | 'exempt-two' | 'added-specialty'
export type Specialty =
  | 'coal-mine'
  | 'non-coal-mine'
  | 'chemical'
  | 'metal-smelting'
  | 'construction'
  | 'road-transport'
  | 'other'

/** 缺考 −1 · 违纪 −2 · 成绩无效 −4 · 当年未报考 · 已考，待出分 */
export type MarkWord = 'absent' | 'violation' | 'invalid' | 'not-registered' | 'pending'

/** A whole number from 0 to 100, or the word that stands in its place. */
export type Mark = number | MarkWord

/** One exam year of a candidate. */
export interface Sitting {
  /** The year of the sitting, never the year its score came out. */
  examYear: number
  /** The specialty sat in that year; the candidate's where it is missing. */
  specialty?: Specialty
  marks: Partial<Record<Subject, Mark>>
  /** Years by which a pass was officially prolonged, e.g. 2020 Shaanxi, 2021 Zhejiang. */
  extensionYears?: Partial<Record<Subject, 1 | 2>>
}

export interface Candidate {
  level: Level
  specialty: Specialty
  sittings: Sitting[]
}

/** What one required subject is worth on a day. The fields of a pass are present exactly when a pass is reported. */
export interface Standing {
  subject: Subject
  status: 'not-passed' | 'valid' | 'last-chance' | 'awaiting-results' | 'expired' | 'certified'
  passedIn?: number
  mark?: number
  /** Last exam year in which the pass counts. */
  validThrough?: number
  /** The pass comes from a sitting that also has a violation or an invalid mark. */
  needsCheck?: boolean
  /** Sittings in which the pass still counts; 0 when awaiting or expired, missing when certified. */
  sittingsLeft?: number
  /** First day of the sitting of `validThrough`; valid and last-chance only. */
  lastSittingStart?: Day
  /** Days from `asOf` to it; negative on its second day. */
  daysToLastSitting?: number
}

export interface Assessment {
  asOf: Day
  level: Level
  windowYears: number
  required: Subject[]
  nextSitting: { examYear: number; start: Day; announced: boolean }
  /** The required subjects, in exam order. */
  subjects: Standing[]
  passedCount: number
  certificate: { examYear: number } | null
  /** Last exam year in which nothing that counts today is lost. */
  finishBy: number | null
  /** First exam year in which each pass no longer counts, ascending. */
  lapses: { examYear: number; subjects: Subject[] }[]
}

/** The two days of one exam year, announced by the authority. */
export interface AnnouncedSitting {
  examYear: number
  start: Day
  end: Day
}

export interface Endorsement {
  appliedOn: Day
  /** Whole days, 1 to 90; the day of application is the first. */
  days: number
}

export interface EndorsementStanding {
  asOf: Day
  valid: { appliedOn: Day; days: number; lastDay: Day; daysLeft: number }[]
  /** Applications in the 90 days that end with `asOf`; may exceed 3. */
  slotsUsed: number
  /** The first day from `asOf` on with at most 2 applications in the 90 days that end with it. */
  nextPossible: Day
}

export type MilestoneKind =
  | 'annual-plan'
  | 'registration'
  | 'payment'
  | 'admission-ticket'
  | 'exam'
  | 'score-release'
  | 'score-recheck'
  | 'post-review'
  | 'e-certificate'
  | 'paper-certificate'

/** 官方: recorded or announced for this exam year · 预计: computed here · 往年参考: another year's fact. */
export type MilestoneStatus = 'official' | 'expected' | 'reference'

export interface Milestone {
  kind: MilestoneKind
  examYear: number
  /** `null` for the whole country. */
  region: string | null
  start: Day
  end: Day
  /** `HH:mm` at +08:00: the opening of a score release, the closing on the last day of a window. */
  time?: string
  status: MilestoneStatus
  /** The likeliest day of an expected score release. */
  likely?: Day
  source?: string
  note?: string
}

/** What an operator announced: it replaces the row of its kind. */
export interface Announcement {
  kind: MilestoneKind
  examYear: number
  region: string | null
  start?: Day
  /** `start` where it is missing. */
  end?: Day
  time?: string
  source?: string
}
