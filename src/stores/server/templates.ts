import { instant, millisecondsUntil } from '@/platform/clock'
import { server } from './call'
import { keep, type Templates, useServerMemory } from './memory'

const DAY_MS = 86_400_000

let asking: Promise<void> | undefined

/** Templates are kept for a day, so that a tap needs no answer. An older list serves until a newer one has come. */
export function refreshTemplates({ anyway = false } = {}): Promise<void> {
  const { templates } = useServerMemory.getState()
  if (!anyway && templates && millisecondsUntil(templates.readAt) > -DAY_MS) return Promise.resolve()
  asking ??= read(templates).finally(() => {
    asking = undefined
  })
  return asking
}

async function read(known: Templates | null): Promise<void> {
  const headers = known?.etag ? { 'if-none-match': known.etag } : undefined
  const answer = await server('getTemplates', headers ? { headers } : {})
  const readAt = instant()
  if (answer.status === 304) {
    if (known) keep({ templates: { ...known, readAt } })
    return
  }
  const { templates, titles } = answer.body
  const { etag } = answer.headers
  keep({ templates: { templates, titles, readAt, ...(etag && { etag }) } })
}
