import { type Level, SPECIALTY_NAMES, type Specialty, SUBJECT_NAMES, type Subject } from '@zhuan/exam'

const COUNT_WORDS = ['零', '一', '两', '三', '四']

/** 《法律法规》《专业实务》 */
export const titles = (subjects: readonly Subject[]): string =>
  subjects.map(subject => `《${SUBJECT_NAMES[subject]}》`).join('')

/** 两科 */
export const countWords = (subjects: number): string => `${COUNT_WORDS[subjects]}科`

/** What all required subjects together are called: 四科都合格, of one subject 《专业实务》合格. */
export const allPassedWords = (required: readonly Subject[]): string =>
  required.length === 1 ? `${titles(required)}合格` : `${countWords(required.length)}都合格`

const SHORT_NAMES: Record<Subject, string> = { law: '法规', management: '管理', technology: '技术', practice: '实务' }

/** As candidates say it in passing: 实务 */
export const shortName = (subject: Subject): string => SHORT_NAMES[subject]

/** The name of a specialty without what stands in brackets. */
export const specialtyName = (specialty: Specialty): string => SPECIALTY_NAMES[specialty].replace(/（.*/, '')

/**
 * What somebody has who has passed everything: the certificate is yet to be issued. With 增报专业 it is no certificate
 * but a 专业类别考试合格证明.
 */
export const reachedWords = (level: Level, examYear: number): string =>
  level === 'added-specialty' ? `${examYear} 年可得${PROOF}` : `${examYear} 年可取证`

/** What is reached with 增报专业. */
export const PROOF = '专业类别考试合格证明'
