/** A message template as `gettemplate` lists it. */
export interface Template {
  priTmplId: string
  title: string
  content: string
  example: string
  /** 2 = one-time, 3 = long-term. */
  type: 2 | 3
  keywordEnumValueList: { keywordCode: string; enumValueList: string[] }[]
}

/** Titles of the templates that the stand-in offers, one a kind of reminder: their ids are `tpl-<kind>`. */
const TITLES: Readonly<Record<string, string>> = {
  'score-release': '成绩查询提醒',
  'post-review': '考后审核通知',
  'e-certificate': '电子证书下载提醒',
  'paper-certificate': '证书领取提醒',
  registration: '考试报名提醒',
  'annual-plan': '考试计划公布提醒',
  'admission-ticket': '准考证打印提醒',
  exam: '考试提醒',
  'last-chance': '成绩有效期提醒',
  'endorsement-expiry': '加注到期提醒',
  'certificate-registration': '注册到期提醒',
}

const LABELS: Readonly<Record<string, string>> = { thing1: '事项', thing2: '地区', date3: '日期', thing4: '备注' }

const keywordCodes = (content: string): string[] =>
  [...content.matchAll(/\{\{([a-z_]+\d+)\.DATA\}\}/g)].map(([, code]) => code!)

/** Builds a template out of keyword codes such as `thing1` and `date3`. */
export function makeTemplate(priTmplId: string, codes: readonly string[], title = '服务提醒'): Template {
  const line = (code: string, value: string) => `${LABELS[code] ?? code}:${value}`
  return {
    priTmplId,
    title,
    content: codes.map(code => line(code, `{{${code}.DATA}}`)).join('\n'),
    example: codes.map(code => line(code, '示例')).join('\n'),
    type: 2,
    keywordEnumValueList: [],
  }
}

/** The templates of an account that knows all kinds of reminders. */
export const defaultTemplates = (): Template[] =>
  Object.entries(TITLES).map(([kind, title]) => makeTemplate(`tpl-${kind}`, ['thing1', 'thing2', 'date3'], title))

/** What is allowed in the data of a template. */
export interface TemplateRules {
  title: string
  codes: ReadonlySet<string>
}

/** Templates by id, in the form that sending needs. */
export const templateRules = (templates: readonly Template[]): Map<string, TemplateRules> =>
  new Map(
    templates.map(({ priTmplId, title, content }) => [priTmplId, { title, codes: new Set(keywordCodes(content)) }]),
  )
