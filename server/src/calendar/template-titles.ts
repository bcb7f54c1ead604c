import { setTimeout as pause } from 'node:timers/promises'
import type { Context } from '../context'

/** So long an answer waits for WeChat at most. Milliseconds. */
const PATIENCE = 2_000
/** WeChat is not asked more often than this while it gives no answer. Milliseconds. */
const AGAIN = 30_000

/**
 * The titles of the configured templates, as the account has them at WeChat: of two with one title WeChat asks for one
 * only, so a phone has to know them before the tap. They are asked for with the first request and kept.
 * @returns reads them: template id → title; without those that WeChat has not told (yet)
 */
export function templateTitles({
  environment,
  wechat,
  clock,
  log,
}: Pick<Context, 'environment' | 'wechat' | 'clock' | 'log'>): () => Promise<Record<string, string>> {
  const wanted = new Set(Object.values(environment.templates).map(({ templateId }) => templateId))
  let known: Record<string, string> | undefined
  let asking: Promise<void> | undefined
  let notBefore = Number.NEGATIVE_INFINITY

  const ask = async (): Promise<void> => {
    try {
      const own = (await wechat.listTemplates()).filter(({ templateId }) => wanted.has(templateId))
      known = Object.fromEntries(own.map(({ templateId, title }) => [templateId, title]))
    } catch (error) {
      notBefore = clock.now().getTime() + AGAIN
      log.warn({ err: error }, 'the titles of the templates are not known yet')
    } finally {
      asking = undefined
    }
  }
  return async () => {
    if (!known && clock.now().getTime() >= notBefore) {
      asking ??= ask()
      await Promise.race([asking, pause(PATIENCE, undefined, { ref: false })])
    }
    return known ?? {}
  }
}
