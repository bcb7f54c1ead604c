import { type Assessment, type Standing, SUBJECT_NAMES, type Subject } from '@zhuan/exam'

const titles = (subjects: Subject[]): string => subjects.map(subject => `《${SUBJECT_NAMES[subject]}》`).join('')

const COUNT_WORDS = ['', '', '两', '三', '四']

/** 四科都合格，2026 年可取证 */
export function certificateWords({ certificate, required }: Assessment): string | undefined {
  if (!certificate) return undefined
  const all = required.length === 1 ? `${titles(required)}合格` : `${COUNT_WORDS[required.length]}科都合格`
  return `${all}，${certificate.examYear} 年可取证`
}

const reports = (standing: Standing | undefined): boolean =>
  standing?.validThrough !== undefined && standing.status !== 'expired'

/**
 * What a save changed, in words: 《安全生产管理》《技术基础》有效至 2028 年考试.
 * Empty when no standing changed.
 */
export function changeWords(before: Assessment | undefined, after: Assessment): string {
  const certificate = certificateWords(after)
  if (certificate && before?.certificate?.examYear !== after.certificate?.examYear) return certificate
  const byYear = new Map<number, Subject[]>()
  const lost: Subject[] = []
  for (const standing of after.subjects) {
    const earlier = before?.subjects.find(({ subject }) => subject === standing.subject)
    if (reports(standing) && standing.validThrough !== undefined) {
      if (reports(earlier) && earlier?.validThrough === standing.validThrough) continue
      byYear.set(standing.validThrough, [...(byYear.get(standing.validThrough) ?? []), standing.subject])
    } else if (reports(earlier)) lost.push(standing.subject)
  }
  const parts = [...byYear].map(([year, subjects]) => `${titles(subjects)}有效至 ${year} 年考试`)
  if (lost.length > 0) parts.push(`${titles(lost)}不再算合格`)
  return parts.join('；')
}
