import {
  type Assessment,
  type Candidate,
  type ExamCalendar,
  latestSittingYear,
  nextSittingYear,
  type Standing,
  type Subject,
} from '@zhuan/exam'
import { allPassedWords, PROOF, reachedWords, specialtyName, titles } from './subjects'

/** The days that a standing is told by. */
export interface Moment {
  /** Civil day in China, `YYYY-MM-DD`. */
  today: string
  /** Exam year of the calendar's next sitting. */
  next: number
  /** The latest exam year whose sitting has begun. */
  latest: number
}

export const momentOf = (today: string, { sittings }: ExamCalendar): Moment => ({
  today,
  next: nextSittingYear(today, sittings),
  latest: latestSittingYear(today, sittings),
})

const isReported = ({ status, validThrough }: Standing): boolean => validThrough !== undefined && status !== 'expired'

/** Required subjects without a pass that counts. */
export const missingSubjects = ({ subjects }: Pick<Assessment, 'subjects'>): Subject[] =>
  subjects.filter(standing => !isReported(standing)).map(({ subject }) => subject)

/** The exam year whose scores are awaited, if any. */
export const pendingYear = ({ subjects }: Assessment, { sittings }: Candidate): number | undefined => {
  const awaited = subjects.filter(({ status }) => status === 'awaiting-results').map(({ subject }) => subject)
  const years = sittings.filter(({ marks }) => awaited.some(subject => marks[subject] === 'pending'))
  return years.length === 0 ? undefined : Math.max(...years.map(({ examYear }) => examYear))
}

/** 还差《专业实务》 */
export function headlineWords(assessment: Assessment, candidate: Candidate): string {
  const { certificate, level, required } = assessment
  if (certificate) return `${allPassedWords(required)}了`
  if (level === 'added-specialty') {
    const waits = pendingYear(assessment, candidate) === undefined ? '还差《专业实务》' : '等出分'
    return `增报${specialtyName(candidate.specialty)}，${waits}`
  }
  const missing = missingSubjects(assessment)
  return missing.length <= 2 ? `还差${titles(missing)}` : `还差 ${missing.length} 科`
}

/** The line under the headline in three parts, of which the middle one stands out. */
export interface Deadline {
  lead: string
  by?: string
  rest: string
}

/** By when, and what is lost otherwise. */
export function deadlineWords(assessment: Assessment, candidate: Candidate, moment: Moment): Deadline {
  const { certificate, finishBy, level, subjects, windowYears, required } = assessment
  const { next } = moment
  if (certificate) return { lead: reachedWords(level, certificate.examYear), rest: '' }
  if (level === 'added-specialty') return { lead: `当年通过《专业实务》，得${PROOF}。`, rest: '' }
  const again = againWords(subjects, moment)
  const pending = pendingYear(assessment, candidate)
  if (finishBy === null) {
    if (pending !== undefined && subjects.every(({ status }) => status === 'awaiting-results'))
      return { lead: '等 ', by: `${pending} 年成绩`, rest: `出来：${allPassedWords(required)}，就能取证。` }
    return { lead: again, rest: `连续 ${windowYears} 个考试年度内通过 ${required.length} 科，即可取证。` }
  }
  const lost = titles(endingFirst(subjects, finishBy, next))
  if (finishBy < next)
    return { lead: again, by: `${finishBy} 年成绩`, rest: `出来才知道：还差的科目都合格就能取证，否则${lost}失效。` }
  return { lead: `${again}最迟 `, by: `${finishBy} 年考试`, rest: `通过，否则${lost}成绩失效。` }
}

/** The passes whose last chance comes first: of those that wait for scores that is the year whose scores they are. */
export function endingFirst(subjects: readonly Standing[], finishBy: number, next: number): Subject[] {
  const counting = subjects.filter(isReported)
  const ending =
    finishBy < next
      ? counting.filter(({ validThrough }) => validThrough === finishBy)
      : counting.filter(({ lastSittingStart }) => lastSittingStart === earliest(counting))
  return ending.map(({ subject }) => subject)
}

const earliest = (standings: readonly Standing[]): string | undefined =>
  standings.flatMap(({ lastSittingStart }) => lastSittingStart ?? []).sort()[0]

/** Passes that are lost: 《法律法规》今年凑不齐了 before their last sitting is held, 已失效 afterwards; empty without one. */
function againWords(subjects: readonly Standing[], moment: Moment): string {
  const expired = subjects.filter(({ status }) => status === 'expired')
  const ahead = expired.filter(standing => isShortOf(standing, moment))
  const gone = expired.filter(standing => !ahead.includes(standing))
  const of = (standings: Standing[]) => titles(standings.map(({ subject }) => subject))
  const lost = ahead.length > 0 ? `${of(ahead)}${shortOfWords(ahead[0]!, moment)}。` : ''
  return gone.length > 0 ? `${lost}${of(gone)}已失效，要重新考。` : lost
}

/** Whether a pass is lost although its last sitting is still to be held: something else cannot come in that year. */
export const isShortOf = ({ status, validThrough }: Standing, { next }: Moment): boolean =>
  status === 'expired' && validThrough !== undefined && validThrough >= next

/** 今年凑不齐了 */
export const shortOfWords = ({ validThrough }: Standing, { today }: Moment): string =>
  `${validThrough === Number(today.slice(0, 4)) ? '今年' : `到 ${validThrough} 年都`}凑不齐了`

/** 《法律法规》管到 2027 年，《安全生产管理》《技术基础》管到 2028 年。 Empty without a pass that counts. */
export function throughWords({ subjects }: Assessment): string {
  const byYear = new Map<number, Subject[]>()
  for (const standing of subjects.filter(isReported)) {
    const year = standing.validThrough!
    byYear.set(year, [...(byYear.get(year) ?? []), standing.subject])
  }
  const parts = [...byYear].sort(([a], [b]) => a - b).map(([year, each]) => `${titles(each)}管到 ${year} 年`)
  return parts.length > 0 ? `${parts.join('，')}。` : ''
}
