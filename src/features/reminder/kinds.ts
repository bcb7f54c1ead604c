import { REMINDER_KINDS, type ReminderKind } from '@zhuan/api/vocabulary'
import type { Templates } from '@/stores/server/memory'

/** The kinds of reminders as candidates know them. */
export const KIND_NAMES: Readonly<Record<ReminderKind, string>> = {
  'score-release': '成绩公布',
  'post-review': '考后审核',
  'e-certificate': '电子证书',
  'paper-certificate': '纸质证书',
  registration: '报名',
  'annual-plan': '考试计划',
  'admission-ticket': '准考证打印',
  exam: '考试前一天',
  'last-chance': '最后一次机会',
  'endorsement-expiry': '加注到期',
  'certificate-registration': '注册到期',
}

/** What each brings, for whoever has not asked for it yet. */
export const KIND_PROMISES: Readonly<Record<ReminderKind, string>> = {
  'score-release': '你的地区开通查分后告诉你',
  'post-review': '当地通知审核时告诉你',
  'e-certificate': '可以下载时告诉你',
  'paper-certificate': '可以领取时告诉你',
  registration: '报名开始时告诉你',
  'annual-plan': '考试日期定下来时告诉你',
  'admission-ticket': '可以打印的第一天',
  exam: '考试前一天',
  'last-chance': '到期那年报名开始时；要填成绩并开启同步',
  'endorsement-expiry': '最后一天的 7 天前；要开启同步',
  'certificate-registration': '满 5 年的 6 个月和 3 个月前；要开启同步',
}

/** What WeChat calls a template; where it is not known, the first kind that is sent with it. */
export function templateTitle({ templates, titles }: Pick<Templates, 'templates' | 'titles'>, id: string): string {
  const first = REMINDER_KINDS.find(kind => templates[kind] === id)
  return titles[id] ?? (first ? `${KIND_NAMES[first]}提醒` : '提醒')
}
