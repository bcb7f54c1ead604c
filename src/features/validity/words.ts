import {
  type Assessment,
  type Candidate,
  isPass,
  MARK_NAMES,
  SPECIALTY_NAMES,
  type Standing,
  SUBJECT_NAMES,
  type Subject,
  type YearCell,
} from '@zhuan/exam'

/** What candidates read on 进度. */
const COUNT_WORDS = ['零', '一', '两', '三', '四']

export const titles = (subjects: readonly Subject[]): string =>
  subjects.map(subject => `《${SUBJECT_NAMES[subject]}》`).join('')

const reported = ({ status, validThrough }: Standing): boolean => validThrough !== undefined && status !== 'expired'

/** Required subjects without a pass that counts. */
export const missingSubjects = (assessment: Assessment): Subject[] =>
  assessment.subjects.filter(standing => !reported(standing)).map(({ subject }) => subject)

export function headlineWords(assessment: Assessment): string {
  if (assessment.certificate) {
    return assessment.required.length === 1
      ? `${titles(assessment.required)}合格`
      : `${COUNT_WORDS[assessment.required.length]}科全部合格`
  }
  const missing = missingSubjects(assessment)
  return missing.length <= 2 ? `还差${titles(missing)}` : `还差 ${missing.length} 科`
}

/** The line under the headline: by when, and what is lost otherwise. */
export function deadlineWords(assessment: Assessment): { lead: string; by?: string; rest: string } {
  const { asOf, certificate, finishBy, lapses, nextSitting, windowYears, required, subjects } = assessment
  if (certificate) return { lead: `${certificate.examYear} 年取证`, rest: '' }
  const expired = subjects.filter(({ status }) => status === 'expired').map(({ subject }) => subject)
  const again = expired.length > 0 ? `${titles(expired)}已失效，要重新考。` : ''
  if (finishBy === null) {
    if (subjects.every(({ status }) => status === 'awaiting-results')) {
      const all = required.length === 1 ? '合格' : `${COUNT_WORDS[required.length]}科都合格`
      return {
        lead: '等 ',
        by: `${asOf < nextSitting.start ? nextSitting.examYear - 1 : nextSitting.examYear} 年成绩`,
        rest: `出来：${all}，就能取证。`,
      }
    }
    const rule =
      windowYears === 1
        ? '当年通过《专业实务》即可取证。'
        : `连续 ${windowYears} 个考试年度内通过 ${required.length} 科，即可取证。`
    return { lead: again, rest: rule }
  }
  const lost = titles(lapses[0]?.subjects ?? [])
  if (finishBy < nextSitting.examYear) {
    return { lead: again, by: `${finishBy} 年成绩`, rest: `出来才知道：还差的科目都合格就能取证，否则${lost}失效。` }
  }
  return { lead: `${again}最迟 `, by: `${finishBy} 年考试`, rest: `通过，否则${lost}成绩失效。` }
}

export const STATUS_TAGS: Record<Standing['status'], [tone: string, words: string]> = {
  'not-passed': ['mute', '未合格'],
  valid: ['ok', '有效'],
  'last-chance': ['warn', '最后一次机会'],
  'awaiting-results': ['mute', '待出分'],
  expired: ['bad', '已失效'],
  certified: ['ok', '已取证'],
}

export function statusTag({ status, sittingsLeft }: Standing): [tone: string, words: string] {
  return status === 'valid' ? ['ok', `有效，还剩 ${sittingsLeft} 次机会`] : STATUS_TAGS[status]
}

/** In a subject's history, an awaited result is a sitting that is over. */
const HISTORY_NAMES = { ...MARK_NAMES, pending: '已考' }

/** 2025 年 55 分未合格 · 2026 年已考 */
function historyWords(subject: Subject, { sittings }: Candidate): string {
  const tried = sittings
    .filter(({ marks }) => marks[subject] !== undefined)
    .sort((a, b) => a.examYear - b.examYear)
    .slice(-2)
    .map(({ examYear, marks }) => {
      const mark = marks[subject]!
      return typeof mark === 'number'
        ? `${examYear} 年 ${mark} 分${isPass(mark, examYear) ? '' : '未合格'}`
        : `${examYear} 年${HISTORY_NAMES[mark]}`
    })
  return tried.join(' · ') || '还没有成绩'
}

/** The line under a subject's name. */
export function standingWords(standing: Standing, candidate: Candidate, announced: boolean): string {
  const { status, mark, passedIn, validThrough, daysToLastSitting: days } = standing
  const score = mark === 'passed' ? MARK_NAMES.passed : `${mark} 分`
  switch (status) {
    case 'certified':
      return `${passedIn} 年 ${score}`
    case 'valid':
      return `${score} · 有效至 ${validThrough} 年考试`
    case 'last-chance': {
      const about = announced ? '' : '约 '
      const until = days === undefined ? '' : days > 0 ? `，${about}${days} 天后开考` : '，正在考试'
      return `${score} · 有效至 ${validThrough} 年考试${until}`
    }
    case 'expired':
      return `${passedIn} 年 ${score}，有效到 ${validThrough} 年考试`
    case 'awaiting-results':
      return validThrough === undefined
        ? historyWords(standing.subject, candidate)
        : `${passedIn} 年 ${score}，${validThrough} 年是最后一次，等出分`
    default:
      return historyWords(standing.subject, candidate)
  }
}

export const NEEDS_CHECK = '同一年有违纪或成绩无效，这科可能不算，以官方处理为准。'

const shortYear = (year: number): string => String(year).slice(2)

const CELL_CLASSES: Record<YearCell['kind'], string> = {
  passed: 'passed',
  held: '',
  coming: 'valid',
  last: 'last',
  expired: 'expired',
}

export function cellView({ year, kind }: YearCell): { className: string; text: string } {
  const mark = kind === 'passed' ? ' ✓' : kind === 'last' ? ' 截止' : ''
  return { className: `cell ${CELL_CLASSES[kind]}`, text: shortYear(year) + mark }
}

export const specialtyWords = (candidate: Candidate): string => SPECIALTY_NAMES[candidate.specialty].replace(/（.*/, '')
