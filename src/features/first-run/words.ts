import type { Assessment, Candidate, Level } from '@zhuan/exam'
import { headlineWords, pendingYear, throughWords } from '@/words/standing'
import { reachedWords } from '@/words/subjects'

/** What a newcomer reads. */
export const LEVEL_RULES: Record<Level, string> = {
  full: '4 科，连续 4 个考试年度内通过',
  'exempt-one': '免《技术基础》，3 科，3 个考试年度',
  'exempt-two': '只考《法律法规》《专业实务》，2 个考试年度',
  'added-specialty': '已有证书，加一个专业：只考《专业实务》，当年通过',
}

export const CELL_WORDS = { passed: '✓ 合格', failed: '没过', pending: '待出分', valid: '有效' } as const

export const STORAGE_FULL = '这部手机没有存下来：小程序的存储空间已满，清理后再试一次。'

/** What the choices come to: 还差《专业实务》，等 2026 年成绩 · 《法律法规》管到 2027 年。 */
export function outcomeWords(assessment: Assessment, candidate: Candidate): { lead: string; rest: string } {
  const { certificate, level } = assessment
  if (candidate.sittings.length === 0) return { lead: '还没点', rest: '一科都没考过也行，直接看进度。' }
  const headline = headlineWords(assessment, candidate)
  if (certificate) return { lead: headline, rest: `${reachedWords(level, certificate.examYear)}。` }
  const pending = pendingYear(assessment, candidate)
  const waits = pending === undefined || level === 'added-specialty' ? '' : `，等 ${pending} 年成绩`
  return { lead: headline + waits, rest: throughWords(assessment) }
}
