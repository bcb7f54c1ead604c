import {
  assess,
  type Candidate,
  type ExamAhead,
  type ExamCalendar,
  type ExamPaper,
  milestoneState,
  SUBJECT_NAMES,
  type Subject,
  withMarks,
} from '@zhuan/exam'
import { dayWords, nearDayWords, weekdayWords } from '@/words/days'
import { originWords, STATUS_TAGS, sourceWords, whenWords } from '@/words/milestones'
import { outcomesOf } from '@/words/outcomes'
import { countWords, reachedWords, titles } from '@/words/subjects'
import { type ExamView, ownSubjects, type PaperState } from './exam-view'

/** What candidates read on the eve and on the days of the exam. */

/** Of days that nobody has announced. */
const perhaps = ({ milestone }: ExamAhead): string => (milestone.status === 'official' ? '' : '多半')

/** 后天下午，考最后一科 · 明天上午开考，考 4 科 · 今天下午，考《安全生产管理》 */
export function examHeadline(exam: ExamAhead, view: ExamView, minute: string): string {
  if (view.phase === 'done') return view.noted ? '考完了，等出分' : '考完了，辛苦'
  const { paper } = view
  const likely = perhaps(exam)
  if (view.phase === 'today' && view.isOn) return `${likely}正在考${titles([paper.subject])}`
  const own = ownSubjects(exam)
  const left = own.slice(own.indexOf(paper.subject))
  const when = `${likely}${nearDayWords(paper.day, minute.slice(0, 10))}${paper.from < '12' ? '上午' : '下午'}`
  if (left.length > 1 && exam.daysToStart > 0) return `${when}开考，考 ${left.length} 科`
  const isLast = left.length === 1 && (own.length > 1 || exam.papers.some(({ need }) => need === 'passed'))
  return `${when}，考${isLast ? '最后一科' : titles([paper.subject])}`
}

/** What it is good for: 考过《专业实务》，2026 年可取证。 Afterwards when the scores come. */
export function examPurpose(
  exam: ExamAhead,
  candidate: Candidate,
  calendar: ExamCalendar,
  view: ExamView,
  today: string,
): string {
  const own = ownSubjects(exam)
  const { examYear, end } = exam.milestone
  if (view.phase === 'done') {
    const release = calendar.milestone(examYear, 'score-release')
    return `成绩${STATUS_TAGS[release.status][1]} ${whenWords(release, today)}公布。`
  }
  const { certificate } = assess(withMarks(candidate, examYear, own, 'passed'), end, calendar.sittings)
  if (!certificate) return `考过的从今年算起，最多管 ${assess(candidate, end).windowYears} 个考试年度。`
  const all = own.length > 2 ? `${countWords(own.length)}都考过` : `考过${titles(own)}`
  return `${all}，${reachedWords(candidate.level, examYear)}。`
}

/** 距《专业实务》开考 · 今天周日 */
export const bigTitle = (view: ExamView): string =>
  view.phase === 'before'
    ? `距${titles([view.paper.subject])}开考`
    : view.phase === 'today'
      ? `今天 ${weekdayWords(view.paper.day)}`
      : ''

/** 明天开考，每科 2.5 小时 */
export function scheduleWords(exam: ExamAhead): string {
  const day = exam.daysToStart > 0 ? '明天开考' : `今天第 ${1 - exam.daysToStart} 天`
  return `${perhaps(exam)}${day}，每科 2.5 小时`
}

/** 第 1 天 · 10 月 24 日 周六 */
export const dayHeading = (index: number, day: string): string =>
  `第 ${index + 1} 天 · ${dayWords(day, Number(day.slice(0, 4)))} ${weekdayWords(day)}`

export const PAPER_WORDS: Record<PaperState, string> = {
  sit: '你要考',
  next: '下一科',
  on: '正在考',
  over: '考完',
  passed: '已合格，不用考',
  'not-registered': '没报考',
  'not-required': '不用考',
}

export const paperHours = ({ from, to }: ExamPaper): string => `${from} – ${to}`
export const paperName = ({ subject }: ExamPaper): string => SUBJECT_NAMES[subject]

/** The admission ticket: 准考证打印 预计 10 月 19 日起 · 本地未收录，按全国惯例 */
export function ticketWords(calendar: ExamCalendar, examYear: number, today: string): { tag: string; words: string } {
  const { milestone } = milestoneState(calendar, examYear, 'admission-ticket', today)
  const origin = originWords(milestone, calendar.region)
  return {
    tag: STATUS_TAGS[milestone.status][1],
    words: `${whenWords(milestone, today)}${origin ? ` · ${origin}` : ''}`,
  }
}

/** Where the hours are from. */
export const hoursSource = ({ milestone }: ExamAhead): string =>
  milestone.source ? `考试时间${sourceWords(milestone.source)}，以准考证为准。` : '考试时间按往年推算，以准考证为准。'

/** After the last paper: 记一笔，出分前就不用再管。 */
export function noteWords(
  candidate: Candidate,
  calendar: ExamCalendar,
  examYear: number,
  subjects: readonly Subject[],
  today: string,
): string {
  const { failed } = outcomesOf(candidate, calendar, examYear, subjects, today)
  return `记一笔，出分前就不用再管。没去考也记一下：${failed}。`
}

export const SAT = { mark: 'pending', action: '考了，等出分', saved: '记为待出分' } as const
export const NOT_SAT = { mark: 'absent', action: '没去考', saved: '记为缺考' } as const
