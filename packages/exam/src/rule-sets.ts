import type { Level, MarkWord, Specialty, Subject } from './types'

/** Subjects in the order of the exam. */
export const SUBJECTS: readonly Subject[] = ['law', 'management', 'technology', 'practice']

export const SPECIALTIES: readonly Specialty[] = [
  'coal-mine',
  'non-coal-mine',
  'chemical',
  'metal-smelting',
  'construction',
  'road-transport',
  'other',
]

export const MARK_WORDS: readonly MarkWord[] = ['absent', 'violation', 'invalid', 'not-registered', 'pending']

/** The first exam year under today's rules: 应急〔2019〕8 号, 注册安全工程师职业资格制度规定 and 考试实施办法. */
export const FIRST_EXAM_YEAR = 2019
export const LAST_EXAM_YEAR = 2099

interface LevelRule {
  required: readonly Subject[]
  /** Exam years in which a pass counts, the year it was passed included. */
  windowYears: number
}

/** 应急〔2019〕8 号, 注册安全工程师职业资格考试实施办法: subjects and validity by level. */
const LEVEL_RULES: Readonly<Record<Level, LevelRule>> = {
  full: { required: SUBJECTS, windowYears: 4 },
  'exempt-one': { required: ['law', 'management', 'practice'], windowYears: 3 },
  'exempt-two': { required: ['law', 'practice'], windowYears: 2 },
  'added-specialty': { required: ['practice'], windowYears: 1 },
}

export const LEVELS = Object.keys(LEVEL_RULES) as readonly Level[]

/**
 * Pass marks by the exam year they start in, the latest first. 60 of 100 held every year and is fixed since 2022:
 * 人社部 2022, 33 项专业技术人员职业资格考试实行相对固定合格标准.
 */
const PASS_MARKS: readonly { from: number; mark: number }[] = [{ from: FIRST_EXAM_YEAR, mark: 60 }]

/** The subjects a level must pass, in exam order. */
export const requiredSubjects = (level: Level): Subject[] => [...LEVEL_RULES[level].required]

/** Exam years in which a pass of that level counts. */
export const windowYears = (level: Level): number => LEVEL_RULES[level].windowYears

/** The lowest passing mark of an exam year. */
export const passMark = (examYear: number): number => PASS_MARKS.find(({ from }) => from <= examYear)?.mark ?? 60
