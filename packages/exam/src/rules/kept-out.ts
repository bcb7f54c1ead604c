import type { EarlierCertificate, NotCounted, Subject } from '../types'
import { certificateYearOf, type ExamCase } from './exam-case'
import { isPass, keptOut } from './passes'
import { LEVELS, SPECIALTIES } from './rule-sets'

/** The latest pass of a subject, or mark that is awaited, which counts for nothing because of what it was sat as. */
export function notCounted({ candidate, begun, next }: ExamCase, subject: Subject): NotCounted | undefined {
  return begun
    .flatMap((sitting): NotCounted[] => {
      const { examYear, marks } = sitting
      const mark = marks[subject]
      const isAwaited = mark === 'pending' && (examYear === next - 1 || examYear === next)
      const reason = keptOut(candidate, sitting, subject)
      if (reason === undefined || mark === undefined) return []
      return isAwaited || isPass(mark, examYear) ? [{ examYear, mark, reason }] : []
    })
    .sort((a, b) => b.examYear - a.examYear)[0]
}

/**
 * What was reached as something else than the candidate is now: whoever adds a specialty keeps the certificate they
 * hold. Ascending by exam year, then in the order of levels and specialties.
 */
export function earlierCertificates({ candidate, begun }: ExamCase): EarlierCertificate[] {
  const found: EarlierCertificate[] = []
  for (const level of LEVELS) {
    for (const specialty of SPECIALTIES) {
      if (level === candidate.level && specialty === candidate.specialty) continue
      if (!begun.some(sitting => sitting.level === level && sitting.specialty === specialty)) continue
      const examYear = certificateYearOf({ level, specialty, sittings: begun })
      if (examYear !== undefined) found.push({ level, specialty, examYear })
    }
  }
  return found.sort((a, b) => a.examYear - b.examYear)
}
