import type { Assessment, Sitting, Standing, Subject } from '@zhuan/exam'
import { passWords } from '@/words/marks'
import { allPassedWords, reachedWords, titles } from '@/words/subjects'

/** 四科都合格，2026 年可取证 */
export const certificateWords = ({ certificate, required, level }: Assessment): string | undefined =>
  certificate ? `${allPassedWords(required)}，${reachedWords(level, certificate.examYear)}` : undefined

const reports = (standing: Standing | undefined): boolean =>
  standing?.validThrough !== undefined && standing.status !== 'expired'

/**
 * What a save changed, in words: 《安全生产管理》《技术基础》管到 2028 年.
 * Empty when no standing changed.
 */
export function changeWords(before: Assessment | undefined, after: Assessment): string {
  const certificate = certificateWords(after)
  if (certificate && before?.certificate?.examYear !== after.certificate?.examYear) return certificate
  const byYear = new Map<number, Subject[]>()
  const lost: Subject[] = []
  const keptOut: Subject[] = []
  for (const standing of after.subjects) {
    const earlier = before?.subjects.find(({ subject }) => subject === standing.subject)
    if (reports(standing) && standing.validThrough !== undefined) {
      if (reports(earlier) && earlier?.validThrough === standing.validThrough) continue
      byYear.set(standing.validThrough, [...(byYear.get(standing.validThrough) ?? []), standing.subject])
    } else if (reports(earlier)) (standing.notCounted ? keptOut : lost).push(standing.subject)
  }
  const parts = [...byYear].map(([year, subjects]) => `${titles(subjects)}管到 ${year} 年`)
  if (lost.length > 0) parts.push(`${titles(lost)}不再算合格`)
  if (keptOut.length > 0) parts.push(`${titles(keptOut)}未计入`)
  return parts.join('，')
}

/** What a save did, told above the form. */
export interface Landing {
  title: string
  line?: string
}

/** One sentence on what saving a year did, and how the years are counted where that is about one pass. */
export function landingWords(before: Assessment | undefined, after: Assessment, { examYear, marks }: Sitting): Landing {
  const change = changeWords(before, after)
  const all = [...new Set(Object.values(marks))]
  if (!change) {
    if (all.length === 1 && all[0] === 'pending')
      return { title: `${examYear} 年等出分`, line: '出分后回来填成绩，就知道每一科管到哪一年。' }
    if (all.length === 1 && all[0] === 'not-registered') return { title: `${examYear} 年没报考` }
    return { title: `已保存 ${examYear} 年` }
  }
  if (change === certificateWords(after)) return { title: change, line: afterWords(after) }
  const moved = after.subjects.filter(
    ({ subject, validThrough }) =>
      validThrough !== before?.subjects.find(earlier => earlier.subject === subject)?.validThrough,
  )
  const [{ passedIn, validThrough, mark } = {} as Standing] = moved
  const isOnePass = moved.length === 1 && passedIn === examYear && validThrough !== undefined && mark !== undefined
  if (!isOnePass) return { title: change }
  const how = mark === 'passed' ? '合格' : `${passWords(mark)}合格`
  return {
    title: change,
    line: `${examYear} 年${mark === 'passed' ? '' : ' '}${how}算第 1 年，${validThrough} 年是第 ${validThrough - examYear + 1} 年。`,
  }
}

/** What comes after everything is passed. */
export const afterWords = ({ level }: Pick<Assessment, 'level'>): string =>
  `接下来留意考后审核，${level === 'added-specialty' ? '合格证明以当地签发为准' : '约 1 个月后下载电子证书'}`
