/** What a keyword is filled with: what it is about, what to do about it, or when. */
export type Part = 'subject' | 'detail' | 'day'

/** A public template that would do, and what goes into which of its keywords; the others are not chosen. */
export interface Recipe {
  title: string
  keywords: Readonly<Record<string, Part>>
}

/** Kinds of reminders that share one template, and with it their grants. */
export interface Group {
  /** The id under which server/reminder-templates.demo.json has their wordings, and which keyword there is which part. */
  demo: string
  parts: Readonly<Record<string, Part>>
  /** What WeChat's reviewers read, at most 15 characters. */
  scene: string
  /** The best first. */
  recipes: readonly Recipe[]
}

const MEMO: Recipe = { title: '备忘事项提醒', keywords: { 备忘事项: 'subject', 事项时间: 'day' } }
const APPOINTMENT: Recipe = {
  title: '活动预约提醒',
  keywords: { 活动名称: 'subject', 活动日期: 'day', 活动说明: 'detail' },
}
const ANNIVERSARY: Recipe = { title: '纪念日提醒', keywords: { 名称: 'subject', 时间: 'day', 备注: 'detail' } }
const TODO_LIST: Recipe = {
  title: '待办事项提醒',
  keywords: { 事项主题: 'subject', 事项描述: 'detail', 提醒时间: 'day' },
}
const SCHEDULE: Recipe = { title: '日程提醒', keywords: { 提醒内容: 'subject', 日程时间: 'day', 备注: 'detail' } }

/**
 * Few templates, each of a title of its own: of two with the same title WeChat asks for one only. Titles are those met in public
 * code (docs/launch/templates.md); which of them an account is offered depends on its category.
 */
export const GROUPS: readonly Group[] = [
  {
    demo: 'tpl-score',
    parts: { thing1: 'subject', thing6: 'detail' },
    scene: '成绩公布时提醒一次',
    recipes: [
      // No mark is known to us: 分数 stays out.
      { title: '考试成绩通知', keywords: { 考试名称: 'subject', 温馨提示: 'detail' } },
      ANNIVERSARY,
    ],
  },
  {
    demo: 'tpl-todo',
    parts: { thing1: 'subject', thing4: 'detail', time23: 'day' },
    scene: '报名等事项提醒',
    recipes: [TODO_LIST, MEMO, APPOINTMENT],
  },
  {
    demo: 'tpl-schedule',
    parts: { thing2: 'subject', date4: 'day', thing11: 'detail' },
    scene: '考试日程提醒',
    recipes: [SCHEDULE, APPOINTMENT, MEMO],
  },
]
