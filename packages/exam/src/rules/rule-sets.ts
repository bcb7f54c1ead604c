import type { Level, MarkCode, Specialty, Subject } from '../types'

/** Subjects in the order of the exam. */
export const SUBJECTS: readonly Subject[] = ['law', 'management', 'technology', 'practice']

/** Levels in the order of the contract. */
export const LEVELS: readonly Level[] = ['full', 'exempt-one', 'exempt-two', 'added-specialty']

/** Specialties in the order of the notice. */
export const SPECIALTIES: readonly Specialty[] = [
  'coal-mine',
  'non-coal-mine',
  'chemical',
  'metal-smelting',
  'construction',
  'road-transport',
  'other',
]

/** The words that stand in the place of a mark. */
export const MARK_CODES: readonly MarkCode[] = [
  'absent',
  'violation',
  'invalid',
  'not-registered',
  'pending',
  'passed',
  'failed',
]

/** The first exam year under today's rules. */
export const FIRST_EXAM_YEAR = 2019
/** The most years by which a pass was prolonged by notices: a bound for typing errors, not a rule. */
export const MAX_EXTENSION_YEARS = 3
/** A bound for typing errors, not a rule. */
export const LAST_EXAM_YEAR = 2099

interface LevelRule {
  required: readonly Subject[]
  /** Exam years in which a pass counts, the one it was passed in included. */
  window: number
}

/**
 * Subjects and rolling windows, from exam year 2019.
 * 《注册安全工程师职业资格考试实施办法》第五条（应急〔2019〕8 号，2019-01-25）: 4 subjects within 4 exam years, 3 within 3,
 * 2 within 2. 增报专业 within 1: the regions' notices on the exam, e.g. as reported by 233.com on 2022-12-16.
 */
const LEVEL_RULES: Readonly<Record<Level, LevelRule>> = {
  full: { required: SUBJECTS, window: 4 },
  'exempt-one': { required: ['law', 'management', 'practice'], window: 3 },
  'exempt-two': { required: ['law', 'practice'], window: 2 },
  'added-specialty': { required: ['practice'], window: 1 },
}

interface PassMarkRule {
  /** The first exam year it holds for; it holds until the next rule starts. */
  from: number
  /** Marks of 100, the same in every subject. */
  mark: number
}

/** Pass marks by the exam year they start in, ascending. */
const PASS_MARKS: readonly PassMarkRule[] = [
  // Set year by year, always 60.
  { from: 2019, mark: 60 },
  // 《关于部分专业技术人员职业资格考试合格标准有关事项的通告》（人社部办公厅，2021-07-02 发布）: 60 % in every subject, from 2021.
  { from: 2021, mark: 60 },
  // 《关于33项专业技术人员职业资格考试实行相对固定合格标准有关事项的通告》（人社部办公厅，2022-02-16）: the same, from 2022.
  { from: 2022, mark: 60 },
]

/** The subjects a level must pass, in exam order. */
export const requiredSubjects = (level: Level): Subject[] => [...LEVEL_RULES[level].required]

/** Exam years in which a pass of that level counts, the one it was passed in included: 4, 3, 2 or 1. */
export const windowYears = (level: Level): number => LEVEL_RULES[level].window

/** The lowest mark of 100 that passes in an exam year; before 2019 that of 2019. */
export function passMark(examYear: number): number {
  const inForce = PASS_MARKS.filter(({ from }) => from <= examYear)
  return (inForce[inForce.length - 1] ?? PASS_MARKS[0]!).mark
}
