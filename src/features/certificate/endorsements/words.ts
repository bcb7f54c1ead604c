import { daysBetween, ENDORSEMENT_MAX_DAYS, type EndorsementStanding, RuleError } from '@zhuan/exam'
import { dayWords, yearOf } from '@/words/days'
import type { EndorsementRow } from './endorsement-rows'

/** Applications that fit into 90 days. */
export const SLOTS = 3

export function stateTag({ state, daysLeft }: EndorsementRow): [tone: string, words: string] {
  switch (state) {
    case 'valid':
      return daysLeft === 0 ? ['warn', '今天到期'] : ['ok', `有效，还有 ${daysLeft} 天`]
    case 'expired-slot':
      return ['mute', '已到期，仍占名额']
    case 'expired':
      return ['mute', '已到期']
    case 'not-yet':
      return ['warn', '还没到申请日']
  }
}

/** 30 天 · 本人调用 · 至 3 月 21 日 */
export function detailWords({ days, purpose, lastDay, state }: EndorsementRow, today: string): string {
  const last = dayWords(lastDay, yearOf(today))
  const end = state === 'valid' || state === 'not-yet' ? `至 ${last}` : `${last}到期`
  return [`${days} 天`, ...(purpose ? [purpose] : []), end].join(' · ')
}

/** When the next can be applied for. */
export function nextWords({ nextPossible }: EndorsementStanding, today: string): string {
  const days = daysBetween(today, nextPossible)
  return days === 0 ? '现在就能申请。' : `最早 ${dayWords(nextPossible, yearOf(today))}可再申请，还有 ${days} 天。`
}

/** Why the site would refuse an application on `appliedOn`, where the others fill the 90 days before it. */
export function fullWords(standing: EndorsementStanding): string {
  return `${dayWords(standing.asOf, yearOf(standing.asOf))}往前 90 天里已经申请过 ${standing.slotsUsed} 次，这天再申请，官网多半不给办。真办成了就照样记下。`
}

/** What the core finds wrong with an entry. */
export function faultWords(error: unknown): string {
  const code = error instanceof RuleError ? error.code : undefined
  if (code === 'endorsement-in-future') return '申请日期不能在今天以后。'
  if (code === 'days-out-of-range') return `每次最长 ${ENDORSEMENT_MAX_DAYS} 天，最短 1 天。`
  return '这个日期不存在。'
}
