import type { Account } from './account'
import { makeTemplate, readLabels } from './templates'

/** A template that WeChat offers to everybody of a category. */
interface PublicTemplate {
  tid: number
  title: string
  /** By the keyword's number: its name, and the type that its code begins with. */
  keywords: Readonly<Record<number, [name: string, rule: string]>>
}

const thing = (name: string): [string, string] => [name, 'thing']

/** Titles, numbers and keywords as they are met in public code; where no number was met, one of our own above 90,000. */
const OFFERED: readonly PublicTemplate[] = [
  { tid: 734, title: '考试成绩通知', keywords: { 1: thing('考试名称'), 4: ['分数', 'number'], 6: thing('温馨提示') } },
  {
    tid: 2983,
    title: '待办事项提醒',
    keywords: { 1: thing('事项主题'), 4: thing('事项描述'), 22: thing('提醒对象'), 23: ['提醒时间', 'time'] },
  },
  {
    tid: 10938,
    title: '备忘事项提醒',
    keywords: { 3: thing('备忘事项'), 6: thing('相关人员'), 10: ['事项时间', 'time'] },
  },
  {
    tid: 28259,
    title: '纪念日提醒',
    keywords: { 4: thing('备注'), 5: thing('名称'), 6: ['时间', 'time'], 7: ['下次时间', 'time'] },
  },
  {
    tid: 90001,
    title: '日程提醒',
    keywords: { 2: thing('提醒内容'), 4: ['日程时间', 'date'], 11: thing('备注'), 24: thing('参加人') },
  },
  {
    tid: 90002,
    title: '活动预约提醒',
    keywords: {
      ...{ 2: thing('活动名称'), 3: ['活动日期', 'date'], 4: thing('活动说明'), 8: ['开始时间', 'time'] },
      10: thing('地址'),
    },
  },
]

/** The one category of this account. */
const CATEGORY = { id: 616, name: '教育信息服务' }
const MOST_TITLES = 30
const KEYWORDS = { least: 2, most: 5 }
const SCENE_LENGTH = 15

const OK = { errcode: 0, errmsg: 'ok' }
const refusal = (errcode: number, errmsg: string) => ({ errcode, errmsg })

/** `/wxaapi/newtmpl/…` but for `gettemplate`: what may be chosen, and choosing it. */
export function answerTemplates(
  account: Account,
  call: string,
  query: URLSearchParams,
  body: Record<string, unknown>,
): object | undefined {
  switch (call) {
    case 'getcategory':
      return { ...OK, data: [CATEGORY] }
    case 'getpubtemplatetitles':
      return titles(query)
    case 'getpubtemplatekeywords': {
      const template = OFFERED.find(({ tid }) => String(tid) === query.get('tid'))
      if (!template) return refusal(200014, 'invalid tid')
      const data = Object.entries(template.keywords).map(([kid, [name, rule]]) => ({
        ...{ kid: Number(kid), name, example: '示例', rule },
      }))
      return { ...OK, count: data.length, data }
    }
    case 'addtemplate':
      return add(account, body)
    default:
      return undefined
  }
}

function titles(query: URLSearchParams): object {
  const [start, limit] = ['start', 'limit'].map(name => Number(query.get(name) ?? Number.NaN))
  if (!Number.isInteger(start) || !Number.isInteger(limit) || limit! > MOST_TITLES)
    return refusal(40097, 'invalid args')
  const offered = (query.get('ids') ?? '').split(',').includes(String(CATEGORY.id)) ? OFFERED : []
  const data = offered
    .slice(start, start! + limit!)
    .map(({ tid, title }) => ({ tid, title, type: 2, categoryId: String(CATEGORY.id) }))
  return { ...OK, count: offered.length, data }
}

function add(account: Account, { tid, kidList, sceneDesc }: Record<string, unknown>): object {
  const template = OFFERED.find(each => String(each.tid) === String(tid))
  if (!template) return refusal(200014, 'invalid tid')
  const kids = Array.isArray(kidList) ? kidList.map(Number) : []
  const { least, most } = KEYWORDS
  if (kids.length < least || kids.length > most || !kids.every(kid => Object.hasOwn(template.keywords, kid)))
    return refusal(200020, 'invalid kidList')
  const scene = Array.from(String(sceneDesc ?? '')).length
  if (scene === 0 || scene > SCENE_LENGTH) return refusal(200021, 'invalid sceneDesc')
  const words = kids.map(kid => template.keywords[kid]!)
  const codes = kids.map((kid, index) => `${words[index]![1]}${kid}`)
  const isThere = [...account.templates.values()].some(
    each => each.title === template.title && Object.keys(readLabels(each)).join() === codes.join(),
  )
  if (isThere) return refusal(200022, 'duplicate template')
  const priTmplId = `pub-${tid}-${kids.join('-')}`
  account.addTemplate(
    makeTemplate(
      priTmplId,
      codes,
      template.title,
      words.map(([name]) => name),
    ),
  )
  return { ...OK, priTmplId }
}
