import type { Logger } from '../log'
import type { WeChatClient } from './client'
import { type ConfiguredTemplate, findTemplateFaults } from './template-check'

/** WeChat may be away when we start: asked again after this. Milliseconds. */
const AGAIN = 30_000

interface CheckOptions {
  environment: { templates: Record<string, ConfiguredTemplate> }
  wechat: Pick<WeChatClient, 'listTemplates'>
  log: Logger
}

/**
 * Compares the configured templates with the account's once, as soon as WeChat answers. Candidates are served whatever
 * comes of it: a template that WeChat would refuse is no reason to keep everybody out.
 * @param report - told all faults at once, or an empty list
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
      const faults = findTemplateFaults(environment.templates, await wechat.listTemplates())
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
