import {
  type AwaitedYear,
  type Candidate,
  type ExamCalendar,
  FIRST_EXAM_YEAR,
  type ScoreWait,
  type Subject,
  scoreWait,
} from '@zhuan/exam'
import { dayWords } from '@/words/days'
import { recentReleasesWords, STATUS_TAGS, sourceWords, stateWords } from '@/words/milestones'
import { outcomesOf } from '@/words/outcomes'
import { titles } from '@/words/subjects'

/** What candidates read while the scores of a sitting may be out, and theirs are not entered. */
export const SITE = 'www.cpta.com.cn'
export const COPIED = '网址已复制，粘贴到浏览器打开'

/** The waits of the latest three exam years before `examYear`. */
function recentWaits(calendar: ExamCalendar, examYear: number): ScoreWait[] {
  const years = Array.from({ length: examYear - FIRST_EXAM_YEAR }, (_, index) => examYear - 1 - index)
  return years.flatMap(year => scoreWait(calendar, year) ?? []).slice(0, 3)
}

export interface QuestionWords {
  state: string
  tag: string
  question: string
  known: string
}

/** 随时可能公布 · 2026 年成绩出来了吗？ · 近三年都在 12 月 26 – 29 日公布 */
export function questionWords(
  { examYear, release }: AwaitedYear,
  calendar: ExamCalendar,
  today: string,
): QuestionWords {
  const { milestone, phase } = release
  const isOfficial = milestone.status === 'official'
  const when = `${dayWords(milestone.start, Number(today.slice(0, 4)))}${milestone.time ? ` ${milestone.time} ` : ''}`
  const usual = recentReleasesWords(recentWaits(calendar, examYear))
  return {
    state: isOfficial ? '已经公布' : stateWords(release),
    tag: STATUS_TAGS[milestone.status][1],
    question: isOfficial ? `${examYear} 年成绩已公布，查到了吗？` : `${examYear} 年成绩出来了吗？`,
    known: isOfficial
      ? `${when}公布，${sourceWords(milestone.source ?? '公告')}。`
      : `${usual ? `${usual}。` : ''}${phase === 'unconfirmed' ? `${examYear} 年的还没见到公布，以官方公告为准。` : ''}`,
  }
}

/**
 * 只差《专业实务》，已为你选好 2026 年
 * @param missing subjects without a pass that counts: those whose scores are awaited may not be all
 */
export function enterWords({ examYear, subjects }: AwaitedYear, missing: readonly Subject[]): string {
  const lead = subjects.length === missing.length ? '只差' : '等'
  return `${subjects.length <= 2 ? lead + titles(subjects) : `${subjects.length} 科都等着`}，已为你选好 ${examYear} 年`
}

/** What the awaited scores decide: 过了 … 没过 … */
export function decisionWords(awaited: AwaitedYear, candidate: Candidate, calendar: ExamCalendar, today: string) {
  const { examYear, subjects } = awaited
  const isOne = subjects.length === 1
  return {
    title: isOne ? '这一科决定什么' : '这几科决定什么',
    ifPassed: isOne ? '过了' : '都过了',
    ifFailed: isOne ? '没过' : '都没过',
    ...outcomesOf(candidate, calendar, examYear, subjects, today),
  }
}

export const notSatWords = (examYear: number): string => `${examYear} 年记为未报考`
