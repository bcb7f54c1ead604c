import type { Candidate, Sitting, Standing } from '@zhuan/exam'
import { isShortOf, type Moment, shortOfWords } from './standing'

/** A state in a word, in its tone. */
export type StatusTag = [tone: 'ok' | 'warn' | 'bad' | 'mute', words: string]

/** What a standing is called. */
export function statusTag(standing: Standing, candidate: Candidate, moment: Moment): StatusTag {
  switch (standing.status) {
    case 'valid':
      return ['ok', `有效，还剩 ${standing.sittingsLeft} 次机会`]
    case 'last-chance':
      return ['warn', '最后一次机会']
    case 'awaiting-results':
      return ['mute', isBeingSat(triedIn(standing, candidate, moment.latest).pop(), moment) ? '正在考' : '待出分']
    case 'certified':
      return ['ok', '合格']
    case 'expired':
      return isShortOf(standing, moment) ? ['warn', shortOfWords(standing, moment)] : ['bad', '已失效']
    default: {
      const last = triedIn(standing, candidate, moment.latest).pop()
      if (!last) return ['mute', '还没考']
      return ['mute', last.marks[standing.subject] === 'pending' ? '没填成绩' : '未合格']
    }
  }
}

/** Whether a sitting is being held: what is noted as awaited may still be ahead. */
export const isBeingSat = (sitting: Sitting | undefined, { next }: Moment): boolean => sitting?.examYear === next

/** The candidate's own sittings of a subject, the latest last. */
export function triedIn({ subject }: Standing, candidate: Candidate, latest: number) {
  return candidate.sittings
    .filter(({ examYear, marks, level = candidate.level, specialty = candidate.specialty }) => {
      const mark = marks[subject]
      const wasSat = mark !== undefined && mark !== 'not-registered'
      const isOwn = level === candidate.level && (subject !== 'practice' || specialty === candidate.specialty)
      return wasSat && isOwn && examYear <= latest
    })
    .sort((a, b) => a.examYear - b.examYear)
}
