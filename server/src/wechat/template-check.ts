import type { Logger } from '../log'
import type { ReminderTemplates } from '../reminder-templates'
import type { Template, WeChatClient } from './client'

/** WeChat may be away when we start: asked again after this. Milliseconds. */
const AGAIN = 30_000

/**
 * What WeChat contradicts of the configured templates, all of it; empty when every message can be sent.
 * @param offered - the account's templates, from `gettemplate`
 */
export function templateFaults(configured: ReminderTemplates, offered: Template[]): string[] {
  const byId = new Map(offered.map(template => [template.templateId, template]))
  return Object.entries(configured).flatMap(([kind, { templateId, data }]) => {
    const template = byId.get(templateId)
    if (!template) return [`${kind}.templateId is "${templateId}", which is none of the account's ${offered.length}`]
    const expected = keywordsOf(template)
    const unknown = Object.keys(data).filter(keyword => !expected.includes(keyword))
    const missing = expected.filter(keyword => !(keyword in data))
    const strange = Object.entries(template.enums).filter(
      ([keyword, values]) => keyword in data && !data[keyword]!.includes('{') && !values.includes(data[keyword]!),
    )
    return [
      ...unknown.map(keyword => `${kind}.data.${keyword} is not in "${template.title}": it has ${expected.join(', ')}`),
      ...missing.map(keyword => `${kind}.data.${keyword} is missing: "${template.title}" cannot be sent without`),
      ...strange.map(([keyword, values]) => `${kind}.data.${keyword} is none of ${values.join(', ')}`),
    ]
  })
}

/** The keyword codes in a template's content, such as `thing1` in `考试名称:{{thing1.DATA}}`. */
export const keywordsOf = ({ content }: Template): string[] =>
  Array.from(content.matchAll(/\{\{\s*(\w+)\.DATA\s*\}\}/g), ([, keyword]) => keyword!)

interface CheckOptions {
  environment: { templates: ReminderTemplates }
  wechat: Pick<WeChatClient, 'listTemplates'>
  log: Logger
}

/**
 * Compares the configured templates with the account's once, as soon as WeChat answers. Candidates are served whatever
 * comes of it: a template that WeChat would refuse is no reason to keep everybody out.
 * @param report - told all faults, or none
 * @returns ends the check
 */
export function startTemplateCheck(
  { environment, wechat, log }: CheckOptions,
  report: (faults: string[]) => Promise<unknown>,
): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  const check = async (): Promise<void> => {
    try {
      const faults = templateFaults(environment.templates, await wechat.listTemplates())
      if (faults.length > 0) log.error({ faults }, 'REMINDER_TEMPLATES does not fit the account')
      await report(faults)
    } catch (error) {
      if (isStopped) return
      log.warn({ err: error }, 'the templates cannot be checked now')
      timer = setTimeout(() => {
        running = check()
      }, AGAIN).unref()
    }
  }
  let running = check()
  return async () => {
    isStopped = true
    clearTimeout(timer)
    await running
  }
}
