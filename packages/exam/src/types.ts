/** A civil day in China, `YYYY-MM-DD`. */
export type Day = string

/** 安全生产法律法规 · 安全生产管理 · 安全生产技术基础 · 安全生产专业实务 */
export type Subject = 'law' | 'management' | 'technology' | 'practice'
/** 考全科 · 免一科 (no technology) · 免二科 (law and practice) · 增报专业 (practice) */
export type Level = 'full' | 'exempt-one' | 'exempt-two' | 'added-specialty'
/** 专业类别: 煤矿 · 金属非金属矿山 · 化工 · 金属冶炼 · 建筑施工 · 道路运输 · 其他安全（不包括消防安全） */
export type Specialty =
  | 'coal-mine'
  | 'non-coal-mine'
  | 'chemical'
  | 'metal-smelting'
  | 'construction'
  | 'road-transport'
  | 'other'

/** 缺考 −1 · 违纪 −2 · 成绩无效 −4 · 当年未报考 · 已考，待出分 · 合格，分数没填 · 没过，分数没填 */
export type MarkCode = 'absent' | 'violation' | 'invalid' | 'not-registered' | 'pending' | 'passed' | 'failed'

/** A whole number from 0 to 100, or the word that stands in its place. */
export type Mark = number | MarkCode

/** One exam year of a candidate. */
export interface Sitting {
  /** The year of the sitting, never the year its score came out. */
  examYear: number
  /** The level it was sat at; the candidate's where it is missing. */
  level?: Level
  /** The specialty that 专业实务 was sat for; the candidate's where it is missing. */
  specialty?: Specialty
  marks: Partial<Record<Subject, Mark>>
  /**
   * Years by which passes OF THIS year were officially prolonged later, because their owner could not sit a later exam
   * (e.g. Shaanxi's notice of December 2020): never of the missed year.
   */
  extensionYears?: Partial<Record<Subject, 1 | 2 | 3>>
}

/** A candidate's record: all that an assessment is made of. */
export interface Candidate {
  level: Level
  specialty: Specialty
  sittings: Sitting[]
}

/** What one required subject is worth on a day. The fields of a pass are present exactly when a pass is reported. */
export interface Standing {
  subject: Subject
  /**
   * 未通过 · 有效 · 最后一次机会 (one sitting is left that can complete everything) · 待出分 (the sitting has been held,
   * what it brings is not recorded) · 已失效 · 已取证
   */
  status: 'not-passed' | 'valid' | 'last-chance' | 'awaiting-results' | 'expired' | 'certified'
  /** Exam year of the reported pass. */
  passedIn?: number
  /** Its mark of 100, or `passed` where the number was not entered. */
  mark?: PassMark
  /** Last exam year in which the pass counts. */
  validThrough?: number
  /** The pass comes from a sitting that also has a violation or an invalid mark. */
  needsCheck?: boolean
  /** Sittings in which the pass can still complete everything; 0 when awaiting or expired, missing when certified. */
  sittingsLeft?: number
  /** First day of the last of them; valid and last-chance only. */
  lastSittingStart?: Day
  /** Days from `asOf` to it; negative on its second day. */
  daysToLastSitting?: number
  /** The latest pass (or mark that is awaited) that does not count here; only where no pass is reported or an expired one. */
  notCounted?: NotCounted
}

/** A pass mark: a number, or the word where it was not entered. */
export type PassMark = number | 'passed'

/** A pass, or a mark that is awaited, which is kept out because of what it was sat as. */
export interface NotCounted {
  examYear: number
  mark: PassMark | 'pending'
  /** `level` also where the specialty is another, too. */
  reason: 'level' | 'specialty'
}

/** A certificate reached under another level or specialty; with `added-specialty` it is a 专业类别考试合格证明. */
export interface EarlierCertificate {
  level: Level
  specialty: Specialty
  examYear: number
}

/** What a candidate's record is worth on a day: plain data. */
export interface Assessment {
  asOf: Day
  level: Level
  /** Exam years in which a pass of the level counts. */
  windowYears: number
  /** The subjects of the level, in exam order. */
  required: Subject[]
  /**
   * What this candidate sits next: the first sitting, from the calendar's next one on, in which something that is
   * missing there can still be passed. With a certificate the calendar's next one.
   */
  nextSitting: { examYear: number; start: Day; announced: boolean }
  /** The required subjects, in exam order. */
  subjects: Standing[]
  /** Subjects whose pass counts; all of them with a certificate. */
  passedCount: number
  /** The exam year in which everything was passed. */
  certificate: { examYear: number } | null
  /** Last exam year in which nothing that counts today is lost. */
  finishBy: number | null
  /** First exam year in which each pass no longer counts, ascending. */
  lapses: { examYear: number; subjects: Subject[] }[]
  /** Reached under another level or specialty, ascending by exam year. */
  earlierCertificates: EarlierCertificate[]
}

/** The two days of one exam year, announced by the authority. */
export interface AnnouncedSitting {
  examYear: number
  start: Day
  end: Day
}

/** One 加注: a permission to download the e-certificate for some days. */
export interface Endorsement {
  appliedOn: Day
  /** Whole days, 1 to 90; the day of application is the first. */
  days: number
}

/** What a candidate's endorsements are worth on a day. */
export interface EndorsementStanding {
  asOf: Day
  /** Those in force; `daysLeft` is 0 on the last day. By last day, then by the day of application. */
  valid: { appliedOn: Day; days: number; lastDay: Day; daysLeft: number }[]
  /** Applications in the 90 days that end with `asOf`; may exceed 3. */
  slotsUsed: number
  /** The first day from `asOf` on with at most 2 applications in the 90 days that end with it. */
  nextPossible: Day
}

/** 计划公布 · 报名 · 缴费 · 准考证 · 考试 · 成绩公布 · 成绩复核 · 考后审核 · 电子证书 · 纸质证书 */
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

/** One row of the exam calendar. */
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

/** What the authority announced for one exam year, for the country or a region: it replaces the row of its kind. */
export interface Announcement {
  kind: MilestoneKind
  examYear: number
  /** Chinese name of the region, `null` for the country. */
  region: string | null
  /** `end` where it is missing; without either the calendar stays as it is. */
  start?: Day
  /** `start` where it is missing. */
  end?: Day
  /** As in {@link Milestone}. */
  time?: string
  /** The notice or the page that it was read on. */
  source: string
  /** Whether people are told at night, too; the calendar does not look at it. */
  urgent?: boolean
}
