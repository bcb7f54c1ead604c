import {
  type Candidate,
  type KeptOut,
  LEVEL_NAMES,
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

/** Why a pass, or a mark that is awaited, does not count: 煤矿安全的实务，对建筑施工安全不算 */
export function notCountedWords(kept: KeptOut, subject: Subject, candidate: Pick<Candidate, 'specialty'>): string {
  const { examYear, mark, reason, level, specialty, usedFor } = kept
  const practice = `${specialtyName(specialty)}的实务`
  if (mark === 'pending') {
    const as = reason === 'level' ? LEVEL_NAMES[level] : specialtyName(specialty)
    return `${examYear} 年按${as}考，出分后也先不计入`
  }
  if (usedFor)
    return `${subject === 'practice' ? practice : '这一科'}，已用在你的${usedFor.level === 'added-specialty' ? '合格证明' : '证书'}上，这里不算`
  return reason === 'level'
    ? `${LEVEL_NAMES[level]}时通过，能否带入由报名审核决定`
    : `${practice}，对${specialtyName(candidate.specialty)}不算`
}
