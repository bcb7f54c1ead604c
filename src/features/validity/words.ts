import {
  type Candidate,
  type EarlierCertificate,
  isPass,
  LEVEL_NAMES,
  MARK_NAMES,
  requiredSubjects,
  type Standing,
} from '@zhuan/exam'
import { passWords } from '@/words/marks'
import { isShortOf, type Moment } from '@/words/standing'
import { isBeingSat, triedIn } from '@/words/status'
import { countWords, PROOF, specialtyName } from '@/words/subjects'

/** What candidates read on 进度 about each subject. */

/** In a subject's history, an awaited result is a sitting that is over. */
const HISTORY_NAMES = { ...MARK_NAMES, pending: '已考' }

/** 2025 年 55 分未合格 · 2026 年已考 */
function historyWords(standing: Standing, candidate: Candidate, moment: Moment): string {
  const tried = triedIn(standing, candidate, moment.latest)
    .slice(-2)
    .map(sitting => {
      const { examYear } = sitting
      const mark = sitting.marks[standing.subject]!
      if (mark === 'pending' && isBeingSat(sitting, moment)) return `${examYear} 年正在考`
      if (typeof mark !== 'number') return `${examYear} 年${HISTORY_NAMES[mark]}`
      return `${examYear} 年 ${mark} 分${isPass(mark, examYear) ? '' : '未合格'}`
    })
  return tried.join(' · ') || '还没有成绩'
}

/** The line under a subject's name. */
export function standingWords(standing: Standing, candidate: Candidate, moment: Moment, announced: boolean): string {
  const { status, mark, passedIn, validThrough, lastSittingStart, daysToLastSitting: days } = standing
  if (mark === undefined) return historyWords(standing, candidate, moment)
  const score = passWords(mark)
  const through = `${score} · 有效至 ${validThrough} 年考试`
  switch (status) {
    case 'certified':
      return `${passedIn} 年 ${score}`
    case 'last-chance': {
      const about = announced ? '' : '约 '
      const until =
        days === undefined
          ? ''
          : days > 0
            ? `，${about}${days} 天后开考`
            : announced
              ? '，正在考试'
              : '，大概就在这几天考'
      const year = Number(lastSittingStart?.slice(0, 4))
      return year < validThrough! ? `${through}，但只有 ${year} 年还凑得齐` : through + until
    }
    case 'expired':
      return isShortOf(standing, moment)
        ? `${passedIn} 年 ${score}，管到 ${validThrough} 年，那之前凑不齐其余科目`
        : `${passedIn} 年 ${score}，有效到 ${validThrough} 年考试`
    case 'awaiting-results':
      return `${passedIn} 年 ${score}，${validThrough} 年是最后一次，等出分`
    default:
      return through
  }
}

export const NEEDS_CHECK_TAG = '待核对'
export const NEEDS_CHECK = '同一年有违纪或成绩无效，这科可能不算，以官方处理为准。'

/** 化工安全 · 已取证 · 2026 年 · 考全科 · 四科合格 */
export function earlierCertificateWords({ level, specialty, examYear }: EarlierCertificate) {
  const isProof = level === 'added-specialty'
  const required = requiredSubjects(level).length
  return {
    name: specialtyName(specialty),
    tag: isProof ? '合格' : '已取证',
    line: `${examYear} 年 · ${LEVEL_NAMES[level]} · ${isProof ? PROOF : `${countWords(required)}合格`}`,
  }
}
