/** A message template as `gettemplate` lists it. */
export interface Template {
  priTmplId: string
  title: string
  /** Lines `label:{{code.DATA}}`. */
  content: string
  example: string
  /** 2 = one-time, 3 = long-term. */
  type: 2 | 3
  keywordEnumValueList: { keywordCode: string; enumValueList: string[] }[]
}

/** What is allowed in the data of a template; without codes any keyword is. */
export interface TemplateRules {
  codes: ReadonlySet<string> | undefined
  enums: ReadonlyMap<string, string[]>
}

/** Title and labels of the templates that the stand-in offers, one a kind of reminder: their ids are `tpl-<kind>`. */
const CARDS: Readonly<Record<string, [title: string, thing1: string, thing2: string, date3: string]>> = {
  'score-release': ['成绩查询提醒', '考试名称', '考试地区', '公布日期'],
  'post-review': ['考后审核通知', '审核事项', '考试地区', '开始日期'],
  'e-certificate': ['电子证书下载提醒', '证书名称', '考试地区', '开放日期'],
  'paper-certificate': ['证书领取提醒', '证书名称', '领取地区', '开始日期'],
  registration: ['考试报名提醒', '考试名称', '报考地区', '开始日期'],
  'annual-plan': ['考试计划公布提醒', '计划名称', '适用地区', '公布日期'],
  'admission-ticket': ['准考证打印提醒', '考试名称', '考试地区', '开始日期'],
  exam: ['考试提醒', '温馨提示', '考试地区', '考试日期'],
  'last-chance': ['成绩有效期提醒', '温馨提示', '即将失效', '报名日期'],
  'endorsement-expiry': ['加注到期提醒', '到期事项', '温馨提示', '到期日期'],
  'certificate-registration': ['注册到期提醒', '到期事项', '温馨提示', '到期日期'],
}

/**
 * Templates as WeChat really offers them: a handful, none for a kind of ours, so that many kinds share one. Titles and
 * keywords are those of public templates (考试成绩通知, 待办事项提醒, 日程提醒).
 */
const SHARED: readonly [id: string, title: string, labels: Readonly<Record<string, string>>][] = [
  ['tpl-score', '考试成绩通知', { thing1: '考试名称', thing6: '温馨提示' }],
  ['tpl-todo', '待办事项提醒', { thing1: '事项主题', thing4: '事项描述', time23: '提醒时间' }],
  ['tpl-schedule', '日程提醒', { thing2: '提醒内容', date4: '日程时间', thing11: '备注' }],
]

const LINE = /^(.*?)[:：]?\s*\{\{([a-z_]+\d+)\.DATA\}\}\s*$/gm

/**
 * Builds a template out of keyword codes such as `thing1` and `date3`.
 * @param labels - their names on the card, in the same order; a code without one is its own
 */
export function makeTemplate(
  priTmplId: string,
  codes: readonly string[],
  title = '服务提醒',
  labels: readonly string[] = [],
): Template {
  const line = (value: (code: string) => string) =>
    codes.map((code, index) => `${labels[index] ?? code}:${value(code)}`).join('\n')
  return {
    priTmplId,
    title,
    content: line(code => `{{${code}.DATA}}`),
    example: line(() => '示例'),
    type: 2,
    keywordEnumValueList: [],
  }
}

/** The templates of an account that knows all kinds of reminders: one for each, and those that are shared. */
export const defaultTemplates = (): Template[] => [
  ...Object.entries(CARDS).map(([kind, [title, ...labels]]) =>
    makeTemplate(`tpl-${kind}`, ['thing1', 'thing2', 'date3'], title, labels),
  ),
  ...SHARED.map(([id, title, labels]) => makeTemplate(id, Object.keys(labels), title, Object.values(labels))),
]

interface Configured {
  templateId: string
  data: object
}

/**
 * The templates of an account that has what a server is configured for, besides our own.
 * @param configured - the content of its REMINDER_TEMPLATES: kind → template id, and wordings by keyword code
 */
export function templatesFor(configured: Record<string, Configured & { earlier?: Configured[] }>): Template[] {
  const templates = new Map(defaultTemplates().map(template => [template.priTmplId, template]))
  const codes = new Map<string, Set<string>>()
  for (const { templateId, data } of Object.values(configured).flatMap(one => [one, ...(one.earlier ?? [])]))
    codes.set(templateId, new Set([...(codes.get(templateId) ?? []), ...Object.keys(data)]))
  for (const [id, wanted] of codes) {
    const ours = templates.get(id)
    const labels = ours ? readLabels(ours) : {}
    const isSame = wanted.size === Object.keys(labels).length && [...wanted].every(code => code in labels)
    if (isSame) continue
    const names = Array.from(wanted, code => labels[code] ?? code)
    templates.set(id, makeTemplate(id, [...wanted], ours?.title, names))
  }
  return [...templates.values()]
}

/** Keyword code → its name on the card. */
export const readLabels = ({ content }: Template): Record<string, string> =>
  Object.fromEntries(Array.from(content.matchAll(LINE), ([, label, code]) => [code!, label || code!]))

export function readRules(template: Template): TemplateRules {
  return {
    codes: new Set(Object.keys(readLabels(template))),
    enums: new Map(
      (template.keywordEnumValueList ?? []).map(({ keywordCode, enumValueList }) => [
        keywordCode.replace(/\.DATA$/, ''),
        enumValueList,
      ]),
    ),
  }
}
