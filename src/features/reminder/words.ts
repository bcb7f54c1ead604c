import type { Reminder } from '@zhuan/api/client'
import type { SubscribeOutcome } from '@zhuan/api/vocabulary'
import { instantWords } from '@/words/days'
import { dueWords } from '@/words/milestones'
import { KIND_NAMES, KIND_PROMISES } from './kinds'
import type { ReminderRow, TemplateGroup } from './overview'

/** What candidates read about reminders. */

/** 2026 成绩公布 */
export const rowTitle = ({ wanted: { kind, examYear } }: ReminderRow): string =>
  examYear === undefined ? KIND_NAMES[kind] : `${examYear} ${KIND_NAMES[kind]}`

/** （电子证书、纸质证书共用）, nothing where nobody shares. */
export function sharedBy({ waiting }: TemplateGroup): string {
  const kinds = [...new Set(waiting.map(({ wanted }) => KIND_NAMES[wanted.kind]))]
  return kinds.length > 1 ? `（${kinds.join('、')}共用）` : ''
}

/** 再加一次，两条都收到: as many as would go without are asked for one by one. */
export const addWords = ({ left, waiting }: TemplateGroup): string =>
  left + 1 < waiting.length ? '再加一次' : waiting.length === 1 ? '加一次，就能收到' : '再加一次，都能收到'

const STATES: Partial<Record<Reminder['state'], [tone: string, words: string]>> = {
  due: ['mute', '正在发送'],
  sent: ['ok', '已发送'],
  refused: ['bad', '没送出'],
  failed: ['bad', '没送出'],
  unconfirmed: ['mute', '多半已送达'],
  late: ['mute', '已公布'],
}

/** The tag of a row: whether it will come, or what became of it. */
export function rowTag({ reminder, comes }: ReminderRow): [tone: string, words: string] {
  const known = reminder && STATES[reminder.state]
  if (known) return known
  if (!reminder) return ['mute', '待上报']
  return comes ? ['ok', '会收到'] : ['bad', '会收不到']
}

/** The line under a row's name. */
export function rowWords({ wanted, reminder, milestone, comes }: ReminderRow, today: string): string {
  const year = Number(today.slice(0, 4))
  switch (reminder?.state) {
    case 'sent':
      return reminder.sentAt ? instantWords(reminder.sentAt, year) : ''
    case 'refused':
      return '次数已用完，或在微信里关掉了。这条先在日历里看；点一下再加一次提醒'
    case 'failed':
      return '微信没能送达。这条先在日历里看；点一下再加一次提醒'
    case 'unconfirmed':
      return '微信没有回话，可以看一眼服务通知'
    case 'late':
      return '你开启时已经公布，次数留给下一条'
  }
  const when = milestone ? dueWords(milestone, today) : KIND_PROMISES[wanted.kind]
  if (!reminder) return `${when} · 联网后生效`
  return comes ? when : `${when}，轮到它时次数已用完`
}

/** What a tap brought for one template. */
export const OUTCOME_WORDS: Readonly<Record<SubscribeOutcome, string>> = {
  accept: '加上 1 条',
  reject: '这次没有同意，想要时再点一次',
  ban: '被微信停用了，暂时加不上，先在日历里看',
  filter: '和另一项同名，微信一次只问一项，再点一次就会问它',
}

/** What somebody can do about it. */
export type Step = 'again' | 'settings' | 'calendar'

/** WeChat's errCodes of `requestSubscribeMessage`, and what to do about each. */
export const FAILURES: Readonly<Record<number, [words: string, step: Step]>> = {
  10001: ['提醒的清单是空的，已经重新读取。', 'again'],
  10002: ['没有网络，微信没能打开订阅窗口。', 'again'],
  10003: ['网络断了，刚才的选择没有送到微信。', 'again'],
  10004: ['这个版本出了错，已报告给我们。更新小程序后再来。', 'calendar'],
  10005: ['刚才小程序不在前台，微信没法弹窗。', 'again'],
  20001: ['提醒的模板刚换过，已经重新读取。', 'again'],
  20002: ['提醒的设置有误，已报告给我们。', 'calendar'],
  20003: ['微信嫌一次问得太多，改成一次一项。', 'again'],
  20004: ['微信里“接收订阅消息”的总开关关着。', 'settings'],
  20005: ['微信停用了我们的提醒，暂时发不了。', 'calendar'],
  20013: ['提醒的设置有误，已报告给我们。', 'calendar'],
}
export const OTHER_FAILURE: [words: string, step: Step] = ['微信没能打开订阅窗口。', 'again']

/** Of these the makers have to know: nobody with a phone can do anything about them. */
export const OURS: readonly number[] = [10001, 10004, 20001, 20002, 20003, 20013]
