import { type Assessment, assess, type Candidate, type ExamCalendar, type Subject, withMarks } from '@zhuan/exam'
import { endingFirst, missingSubjects, momentOf } from './standing'
import { countWords, PROOF, titles } from './subjects'

/**
 * What the scores of an exam year decide, told for both ends: everything passed, nothing passed.
 * @param subjects those whose scores are awaited
 * @param asOf a day on which that sitting has begun
 */
export function outcomesOf(
  candidate: Candidate,
  calendar: ExamCalendar,
  examYear: number,
  subjects: readonly Subject[],
  asOf: string,
): { passed: string; failed: string } {
  const after = (mark: 'passed' | 'failed') =>
    assess(withMarks(candidate, examYear, subjects, mark), asOf, calendar.sittings)
  const now = assess(candidate, asOf, calendar.sittings)
  // On its last day the sitting itself is still the calendar's next one.
  const next = Math.max(momentOf(asOf, calendar).next, examYear + 1)
  return { passed: passedWords(after('passed')), failed: failedWords(now, after('failed'), next) }
}

function passedWords(assessment: Assessment): string {
  const { certificate, finishBy, level, required } = assessment
  if (level === 'added-specialty') return `得${PROOF}`
  if (certificate) return `${countWords(required.length)}都在有效期，${certificate.examYear} 年可取证`
  const missing = missingSubjects(assessment)
  return `还差${missing.length > 2 ? ` ${missing.length} 科` : titles(missing)}，最迟 ${finishBy} 年考过`
}

function failedWords(before: Assessment, { finishBy, level, subjects }: Assessment, next: number): string {
  const lost = subjects
    .filter(({ status }) => status === 'expired')
    .filter(({ subject }) => before.subjects.some(each => each.subject === subject && each.status !== 'expired'))
  const again = lost.length > 0 ? `${titles(lost.map(({ subject }) => subject))}失效，要重新考` : ''
  if (finishBy === null)
    return again || (level === 'added-specialty' ? `${next} 年可以再报` : `没有成绩会失效，${next} 年接着考`)
  const rest = `最迟 ${finishBy} 年考过，那年${titles(endingFirst(subjects, finishBy, next))}到期`
  return again ? `${again}；${rest}` : rest
}
