import {
  type ChoiceChange,
  type EarlierCertificate,
  LEVEL_NAMES,
  type LevelAndSpecialty,
  SPECIALTY_NAMES,
} from '@zhuan/exam'
import { specialtyName } from '@/words/subjects'

/** What candidates read where they change level or specialty. */

const isOfLevel = (from: LevelAndSpecialty, to: LevelAndSpecialty): boolean => from.level !== to.level

/** 考试级别：免一科 */
export const choiceName = (from: LevelAndSpecialty, to: LevelAndSpecialty): string =>
  to.specialty === from.specialty
    ? `考试级别：${LEVEL_NAMES[to.level]}`
    : `${isOfLevel(from, to) ? LEVEL_NAMES[to.level] : '专业类别'}：${SPECIALTY_NAMES[to.specialty]}`

/** What the years so far were sat as: the question, and its two answers. */
export function satAsQuestion(from: LevelAndSpecialty, to: LevelAndSpecialty, { years }: ChoiceChange) {
  const ofLevel = isOfLevel(from, to)
  const [was, is] = [from, to].map(({ level, specialty }) => (ofLevel ? LEVEL_NAMES[level] : specialtyName(specialty)))
  const isOne = years.length === 1
  return {
    title: `${isOne ? `${years[0]} 年` : '以前那几年'}${ofLevel ? '是按什么级别考的？' : '的实务是按什么专业考的？'}`,
    text: `换成${is}之前问一次${isOne ? '' : `：${years.join('、')} 年`}。`,
    was: { name: was!, line: '那时就是这么报的，成绩都留着' },
    is: { name: `一直是${is}`, line: `以前选错了，${isOne ? '这一年' : '这几年都'}按${is}重算` },
    confirm: `换成${is}`,
  }
}

/** 你已有化工安全的证书，再考一个专业用“增报专业”，只考《专业实务》。 */
export const addInsteadWords = ({ specialty }: EarlierCertificate): string =>
  `你已有${specialtyName(specialty)}的证书，再考一个专业用“增报专业”，只考《专业实务》。`

/** 考全科 · 化工安全 */
export const satAsWords = ({ level, specialty }: LevelAndSpecialty): string =>
  `${LEVEL_NAMES[level]} · ${specialtyName(specialty)}`
