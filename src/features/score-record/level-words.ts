import {
  type ChoiceChange,
  type EarlierCertificate,
  LEVEL_NAMES,
  type LevelAndSpecialty,
  type Subject,
} from '@zhuan/exam'
import { specialtyName } from '@/words/subjects'

/** What candidates read where they change level or specialty. */

const isOfLevel = (from: LevelAndSpecialty, to: LevelAndSpecialty): boolean => from.level !== to.level

/** 已换成免一科 · 已换成增报专业 · 建筑施工安全 */
export function choiceName(from: LevelAndSpecialty, to: LevelAndSpecialty): string {
  const parts = [
    isOfLevel(from, to) && LEVEL_NAMES[to.level],
    to.specialty !== from.specialty && specialtyName(to.specialty),
  ]
  return `已换成${parts.filter(Boolean).join(' · ')}`
}

/** What the years so far were sat as: the question, and its two answers. */
export function satAsQuestion(from: LevelAndSpecialty, to: LevelAndSpecialty, { years }: ChoiceChange) {
  const ofLevel = isOfLevel(from, to)
  const [was, is] = [from, to].map(({ level, specialty }) => (ofLevel ? LEVEL_NAMES[level] : specialtyName(specialty)))
  const isOne = years.length === 1
  return {
    title: `${isOne ? `${years[0]} 年` : ofLevel ? '以前那几年' : '以前'}${ofLevel ? '' : '的实务'}是按什么${ofLevel ? '级别' : '专业'}考的？`,
    text: `换成${is}之前问一次${isOne ? '' : `：${years.join('、')} 年`}。`,
    was: { name: was!, line: '那时就是这么报的，成绩都留着' },
    is: { name: `一直是${is}`, line: `以前选错了，${isOne ? '这一年' : '这几年都'}按${is}重算` },
    confirm: `换成${is}`,
  }
}

/** 你已有化工安全的证书，再考一个专业用“增报专业”，只考《专业实务》。 */
export const addInsteadWords = ({ specialty }: EarlierCertificate): string =>
  `你已有${specialtyName(specialty)}的证书，再考一个专业用“增报专业”，只考《专业实务》。`

/** Under a pass of a year that was sat as something else: 按考全科考的，这里不计入 */
export function otherwiseWords(satAs: LevelAndSpecialty, now: LevelAndSpecialty, subject: Subject): string | undefined {
  if (isOfLevel(satAs, now)) return `按${LEVEL_NAMES[satAs.level]}考的，这里不计入`
  return subject === 'practice' && satAs.specialty !== now.specialty
    ? `按${specialtyName(satAs.specialty)}考的，这里不计入`
    : undefined
}

/** 考全科 · 化工安全 */
export const satAsWords = ({ level, specialty }: LevelAndSpecialty): string =>
  `${LEVEL_NAMES[level]} · ${specialtyName(specialty)}`
