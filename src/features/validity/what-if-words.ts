import type { WhatIf } from '@zhuan/exam'
import { countWords, titles } from '@/words/subjects'

/**
 * The outcome of a trial calculation: the verdict, what is in the way, and why.
 * @param inTime an earlier exam year in which the same would bring the certificate
 */
export function whatIfWords(
  { certificate, examYear, lapsed, missing }: WhatIf,
  requiredCount: number,
  inTime?: number,
): { verdict: string; tag?: string; reason: string } {
  if (certificate) {
    return {
      verdict: `${certificate.examYear} 年可以取证`,
      tag: '可取证',
      reason: `${requiredCount > 1 ? `${countWords(requiredCount)}在 ${certificate.examYear} 年都有效` : `${certificate.examYear} 年通过这一科`}，就能取证。以官方公告为准。`,
    }
  }
  const together = `${countWords(requiredCount)}要在同一年都有效才能取证。`
  if (lapsed.length > 0) {
    const instead = inTime === undefined ? '。' : `；${inTime} 年考过就不用。`
    return {
      verdict: `${examYear} 年还拿不到证`,
      tag: `${titles(lapsed)}已失效`,
      reason: `${requiredCount > 1 ? together : ''}拖到 ${examYear} 年，${titles(lapsed)}要一起重考${instead}${missing.length > 0 ? `${titles(missing)}也还没过。` : ''}`,
    }
  }
  return {
    verdict: `${examYear} 年还差${titles(missing)}`,
    reason: `${requiredCount > 1 ? together : ''}在上面点选要假设通过的科目。`,
  }
}
