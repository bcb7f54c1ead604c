import {
  type Assessment,
  type Candidate,
  type Level,
  type Mark,
  requiredSubjects,
  type Subject,
  windowYears,
} from '@zhuan/exam'
import type { Assumptions, Plan, PlanStep, PlanYear, RegistrationAdvice } from '@zhuan/exam/plan'
import { allPassedWords, countWords, PROOF, reachedWords, shortName, titles } from '@/words/subjects'

/** What candidates read on 假如考过: what follows from the rules, never a promise. */

export const DISCLAIMER = '只是试算，不会保存。按现行规则推算，报考以当年通知为准。'
export const OTHER_SUBJECTS = '其他科'
export const NOTHING_YET = { title: '还没有成绩', text: '先在进度里点一下哪几年考过，再回来排后面几年。' }

/** With everything passed there is nothing to plan. */
export const doneWords = ({ required, level, certificate }: Assessment) => ({
  title: `${allPassedWords(required)}了`,
  text: `${reachedWords(level, certificate!.examYear)}，不用再排了。`,
})

/** Which subjects to register for next, as far as the assumptions of the years before go. */
export function adviceWords(
  { examYear, undecided, atStake }: RegistrationAdvice,
  { years }: Pick<Plan, 'years'>,
  assumptions: Assumptions,
  { level }: Pick<Candidate, 'level'>,
): { question: string; headline: string; line: string } {
  const subjects = years.find(year => year.examYear === examYear)?.needed ?? []
  return {
    question: `${examYear} 年报名，该报哪几科`,
    headline: registerWords(subjects, requiredSubjects(level)),
    line: undecided.length > 0 ? premiseWords(undecided, assumptions) : stakeWords(examYear, atStake, level),
  }
}

function registerWords(subjects: readonly Subject[], required: readonly Subject[]): string {
  if (subjects.length === 0) return '不用再报'
  if (subjects.length === required.length)
    return required.length === 1 ? `报${titles(subjects)}` : `${countWords(required.length)}都报`
  return `报${titles(subjects)}${subjects.length === 1 ? '，一科就够' : ''}`
}

/** 前提是 2026 年的实务没过；过了就不用再报。 */
function premiseWords(undecided: RegistrationAdvice['undecided'], assumptions: Assumptions): string {
  const parts = undecided.map(({ examYear, subjects }) => {
    const passed = subjects.filter(subject => assumptions[examYear]?.[subject] === 'passed')
    if (passed.length > 0) return `${examYear} 年${titles(passed)}过了`
    return subjects.length === 1 ? `${examYear} 年的${shortName(subjects[0]!)}没过` : `${examYear} 年一科都没过`
  })
  const isOne = undecided.length === 1 && undecided[0]!.subjects.length === 1
  const isAllFailed = parts.every(part => part.endsWith('没过'))
  return `前提是 ${parts.join('，')}${isAllFailed ? `；过了${isOne ? '就' : '的'}不用再报` : ''}。`
}

function stakeWords(examYear: number, atStake: readonly Subject[], level: Level): string {
  if (atStake.length > 0) return `${examYear} 年凑不齐，${titles(atStake)}就失效。`
  const years = windowYears(level)
  return years === 1 ? '要当年通过，没过下一年再报。' : `过一科算一科，从考过那年起管 ${years} 个考试年度。`
}

/** 实务待出分，假如 · 实务估 68 分，假如 */
export function pendingWords({ phase }: PlanYear, subject: string, tried: Mark | undefined): string {
  if (typeof tried === 'number') return `${subject}估 ${tried} 分，假如`
  return `${subject}${phase === 'awaited' ? '待出分' : '还没考'}，假如`
}

/** A year without anything to choose. */
export const yearNote = ({ open }: PlanYear): string => (open.length === 0 ? '这一年没报考' : '不用再考')

/** What the assumptions come to, and what has to be passed twice with them. */
export function verdictWords(
  { certificate, missing, retaken, columns }: Plan,
  level: Level,
): { verdict: string; tag?: string } {
  return {
    verdict: certificate
      ? `这样排，${reachedWords(level, certificate.examYear)}`
      : `这样排，到 ${columns.at(-1)} 年还差${titles(missing)}`,
    ...(retaken.length > 0 && { tag: `${titles(retaken)}要重考` }),
  }
}

/** The safest order, a sentence for each step. */
export const orderWords = (order: readonly PlanStep[], level: Level): string[] =>
  order.map((step, index) => (index === 0 ? firstWords(step, level) : nextWords(step, order[index - 1]!, level)))

function firstWords({ years, subjects, isOpen }: PlanStep, level: Level): string {
  const [first] = years
  const required = requiredSubjects(level)
  if (required.length === 1) return `${first} 年考过${titles(subjects)}，当年可得${PROOF}；没过，下一年再报。`
  if (isOpen)
    return `${first} 年${countWords(subjects.length)}都报，过一科算一科，从那年起管 ${windowYears(level)} 个考试年度。`
  const last = years.at(-1)!
  if (years.length === 1) return `${first} 年考过${titles(subjects)}，当年可取证。`
  return `${first} 到 ${last} 年考过${titles(subjects)}，哪年凑齐，哪年可取证。`
}

function nextWords({ years, subjects, lapsed, isOpen }: PlanStep, before: PlanStep, level: Level): string {
  const lead = `${before.years.at(-1)} 年${before.subjects.length === 1 ? '没过' : '还没凑齐'}`
  const when = isOpen ? `${years[0]} 年起` : years.length === 1 ? `${years[0]} 年` : `${years[0]} 到 ${years.at(-1)} 年`
  const isAll = subjects.length === requiredSubjects(level).length
  if (isAll) return `${lead}，${titles(lapsed)}也失效，${when}${countWords(subjects.length)}都要重考。`
  const others = subjects.filter(subject => !lapsed.includes(subject))
  return `${lead}，${titles(lapsed)}失效，${when}和${titles(others)}一起考。`
}
