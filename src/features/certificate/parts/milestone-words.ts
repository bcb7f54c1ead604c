import type { Day, Milestone, MilestoneState } from '@zhuan/exam'
import { coarseWords, dayWords, rangeWords, yearOf } from '@/words/days'
import { aheadWords, whenWords } from '@/words/milestones'

/** 12 月 24 日前后 · 2 月 3 日起 · 1 月下旬 – 2 月 */
export function titleWords({ milestone: row, phase }: MilestoneState, today: Day): string {
  const { kind, status, start, end, likely, time } = row
  if (phase === 'after-release') return '出分以后'
  if (kind === 'exam' || kind === 'admission-ticket') return whenWords(row, today)
  if (likely !== undefined) return `${dayWords(likely, yearOf(today))}前后`
  const when = status === 'official' ? rangeWords(row, yearOf(today)) : coarseWords(row, today)
  // Where a notice names the first day only, nobody knows the last.
  if (status === 'official' && start === end && kind.endsWith('certificate')) return `${when}起`
  return kind === 'score-release' && time ? `${when} ${time}` : when
}

/** What each kind says once it has begun, or may have. */
const NOW: Partial<Record<Milestone['kind'], Partial<Record<MilestoneState['phase'], string>>>> = {
  'score-release': {
    over: '已经公布，可以查了。',
    open: '今天公布，可以查了。',
    possible: '随时可能公布。',
    unconfirmed: '还没确认公布，以当地通知为准。',
  },
  'e-certificate': {
    open: '可以下载了。',
    possible: '登录看看，状态是“有效”就能下载。',
    unconfirmed: '登录看看，状态是“有效”就能下载。',
    superseded: '登录看看，状态是“有效”就能下载。',
    'after-release': '出分后约一个月。',
  },
  'paper-certificate': {
    open: '已经开始发放，按当地通知领。',
    possible: '各地陆续发放，看当地通知。',
    unconfirmed: '还没见到通知，问问当地人事考试机构。',
    over: '集中发放已经结束，问问当地还能不能领。',
    'after-release': '一般在电子证书以后。',
  },
}

/** How far it is, or what to do meanwhile: what is only expected closes nothing. */
export function phaseWords(state: MilestoneState): string {
  const { milestone, phase } = state
  if (phase === 'ahead') return `${aheadWords(state)}。`
  return NOW[milestone.kind]?.[phase] ?? ''
}
