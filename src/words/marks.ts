import {
  type Assessment,
  type Candidate,
  LEVEL_NAMES,
  lastCountingYear,
  MARK_NAMES,
  type NotCounted,
  type PassMark,
  type Subject,
} from '@zhuan/exam'
import { specialtyName } from './subjects'

/** 71 分 · 合格 */
export const passWords = (mark: PassMark): string => (mark === 'passed' ? MARK_NAMES.passed : `${mark} 分`)

export const NOT_COUNTED_TAG = '未计入'

/** 2026 年 68 分 · 2026 年已考 */
export const notCountedMark = ({ examYear, mark }: NotCounted): string =>
  `${examYear} 年${mark === 'pending' ? '已考' : ` ${passWords(mark)}`}`

/** What a sitting was sat as: what it says itself, else what the candidate is now. */
const satAs = ({ level, specialty, sittings }: Candidate, examYear: number) => ({
  level,
  specialty,
  ...sittings.find(sitting => sitting.examYear === examYear),
})

/** Why a pass, or a mark that is awaited, does not count: 煤矿安全的实务，对建筑施工安全不算 */
export function notCountedWords(
  { examYear, mark, reason }: NotCounted,
  subject: Subject,
  candidate: Candidate,
  { earlierCertificates }: Pick<Assessment, 'earlierCertificates'>,
): string {
  const { level, specialty, extensionYears } = satAs(candidate, examYear) as ReturnType<typeof satAs> &
    Candidate['sittings'][number]
  const practice = `${specialtyName(specialty)}的实务`
  if (mark === 'pending') {
    const as = reason === 'level' ? LEVEL_NAMES[level] : specialtyName(specialty)
    return `${examYear} 年按${as}考，出分后也先不计入`
  }
  const isUsed = earlierCertificates.some(
    certificate =>
      certificate.level === level &&
      (subject !== 'practice' || certificate.specialty === specialty) &&
      certificate.examYear >= examYear &&
      certificate.examYear <= lastCountingYear(level, examYear, extensionYears?.[subject]),
  )
  if (isUsed) return `${subject === 'practice' ? practice : '这一科'}，已用在你的证书上，这里不算`
  return reason === 'level'
    ? `${LEVEL_NAMES[level]}时通过，能否带入由报名审核决定`
    : `${practice}，对${specialtyName(candidate.specialty)}不算`
}
