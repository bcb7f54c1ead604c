import {
  type Day,
  MILESTONE_NAMES,
  type Milestone,
  type MilestoneKind,
  type MilestoneState,
  postReviewNote,
  previousFact,
  type ScoreWait,
} from '@zhuan/exam'
import { coarseWords, dayWords, rangeWords, yearOf } from './days'

/** What candidates read beside every date. */
export const STATUS_TAGS: Record<Milestone['status'], [tone: string, words: string]> = {
  official: ['ok', '官方'],
  expected: ['mute', '预计'],
  reference: ['warn', '往年参考'],
}

/** What a row is called where its dates stand beside it. */
export const ROW_NAMES: Readonly<Record<MilestoneKind, string>> = {
  ...MILESTONE_NAMES,
  'score-recheck': '成绩复核',
  'e-certificate': '电子证书',
  'paper-certificate': '纸质证书',
}

/** When a row is: days where they are official, else words that do not pretend to know them. */
export function whenWords(row: Milestone, today: Day): string {
  const { kind, status, start, end, time } = row
  const currentYear = yearOf(today)
  if (status === 'official') return rangeWords(row, currentYear) + (time ? ` ${time}` : '')
  switch (kind) {
    case 'exam':
      return `多半 ${rangeWords(row, currentYear)}`
    case 'admission-ticket':
      return `${dayWords(start, currentYear)}起`
    case 'score-release':
      return row.likely
        ? `${coarseWords(row, today)}，多半 ${dateWords(row.likely)}前后`
        : coarseWords({ start, end }, today)
    case 'score-recheck':
      return '出分当天起 30 天内申请'
    case 'post-review':
      return '出分后 1 个月内'
    default:
      return coarseWords(row, today)
  }
}

/** The same in one breath with how sure it is, where no tag stands beside it: 预计 12 月下旬. */
export const dueWords = (row: Milestone, today: Day): string =>
  row.status === 'official'
    ? whenWords(row, today)
    : `${STATUS_TAGS[row.status][1]} ${whenWords(row, today).replace(/^多半 /, '')}`

const dateWords = (day: Day): string => `${Number(day.slice(8))} 日`

/** Farther away than this, days that nobody knows are not counted. */
export const COUNTED_DAYS = 99

/** 还有 5 天 · 还有约 31 天 · 还有约 9 个月 */
export function aheadWords({ milestone: { status }, days }: MilestoneState): string {
  if (status === 'official') return `还有 ${days} 天`
  return days! > COUNTED_DAYS ? `还有约 ${Math.round(days! / 30)} 个月` : `还有约 ${days} 天`
}

/** 还有约 31 天 · 随时可能公布 · 还没确认公布 · 还有 5 天截止 · 已结束; what is only expected never closes. */
export function stateWords(state: MilestoneState): string {
  const { milestone, phase, days } = state
  const { kind, status, start, end } = milestone
  switch (phase) {
    case 'after-release':
      return '出分后才开始'
    case 'ahead':
      return aheadWords(state)
    case 'open':
      if (days === undefined) return '已经开始'
      if (start === end) return '就在今天'
      if (kind === 'exam') return '正在考试'
      return days === 0 ? '今天截止' : `进行中，还有 ${days} 天截止`
    case 'possible':
      return kind === 'score-release' || kind === 'annual-plan' ? '随时可能公布' : '大概就在这几天'
    case 'unconfirmed':
      if (kind === 'score-release') return '还没确认公布'
      return `还没见到公布，以${kind === 'annual-plan' ? '官方公告' : '当地通知'}为准`
    case 'superseded':
      return '已过去'
    case 'over':
      // Scores that are entered are out, whether anybody announced them or not.
      return status === 'official' ? '已结束' : '成绩已填'
  }
}

/** Where a fact was read, none of it at the official origin: 据 kaoshi100.com 转载 */
export function sourceWords(source: string): string {
  if (source.includes('工作计划')) return '据年度考试计划转载'
  const reporter =
    /[\w-]+\.(com|net|cn)/.exec(source)?.[0] ?? /^(\S+) 转载/.exec(source)?.[1] ?? source.replace(/^转载 |（.*/g, '')
  const apart = (letter: string | undefined) => (/\w/.test(letter ?? '') ? ' ' : '')
  return `据${apart(reporter[0])}${reporter}${apart(reporter[reporter.length - 1])}转载`
}

/** The recorded date of an earlier exam year, beside an expected one: 去年 12 月 26 日 · 2021 年度是 2022 年 1 月 13 日. */
export function earlierWords(earlier: Milestone, today: Day): string {
  const factYear = yearOf(earlier.start)
  const age = ['今年 ', '去年 '][yearOf(today) - factYear]
  return age === undefined
    ? `${earlier.examYear} 年度是 ${rangeWords(earlier, 0)}`
    : age + rangeWords(earlier, factYear)
}

/** Rows that each region dates for itself, where nothing of that region is recorded. */
const BY_REGION: readonly MilestoneKind[] = ['registration', 'payment', 'admission-ticket', 'paper-certificate']

/**
 * Whose date a row is, where it is not of the chosen region and this exam year: 本地未收录，按全国惯例 · 参考 2025 年全国；西藏只收录到
 * 2022 年 · 参考 2025 年. Nothing where there is nothing to say.
 */
export function originWords(
  { kind, examYear, region, status, note }: Milestone,
  chosen: string | null,
): string | undefined {
  const isOfCountry = chosen !== null && region === null
  if (status === 'reference') {
    if (!isOfCountry) return note
    const own = previousFact(kind, examYear, chosen)
    const known = own?.region === chosen ? `只收录到 ${own.examYear} 年` : '未收录'
    return `${note?.replace(/，.*/, '')}；${chosen}${known}`
  }
  // Of a review the region's own words are told, see reviewWords.
  if (kind === 'post-review' && chosen !== null) return undefined
  if (status === 'official' || !isOfCountry || !BY_REGION.includes(kind)) return note
  return '本地未收录，按全国惯例'
}

/** 近三年都在 12 月 26 – 29 日公布, the latest first; nothing where they came in different months. */
export function recentReleasesWords(waits: readonly ScoreWait[]): string | undefined {
  const months = new Set(waits.map(({ release }) => release.slice(5, 7)))
  if (waits.length < 2 || months.size > 1) return undefined
  const dates = waits.map(({ release }) => Number(release.slice(8))).sort((a, b) => a - b)
  const [first, last] = [dates[0], dates[dates.length - 1]]
  const range = first === last ? `${first}` : `${first} – ${last}`
  return `近${'零一两三'[waits.length]}年都在 ${Number([...months][0])} 月 ${range} 日公布`
}

/** What is known of a region's post-exam review. */
export function reviewWords(region: string | null): string {
  if (region === null) return '各地不同，选好地区看往年通知'
  const note = postReviewNote(region)
  return note ? `${region}：${note}` : '本地未收录，看当地公告、短信和电话'
}
