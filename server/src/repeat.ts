import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from './context'

/**
 * A loop that repeats until it is stopped; a failure is logged and tried again.
 * @param every - milliseconds between two steps
 * @param step - resolves to true when there is more to do at once
 * @returns stops it, after the step under way
 */
export function repeat(
  name: string,
  every: number,
  { log }: Context,
  step: () => Promise<boolean>,
): () => Promise<void> {
  const stop = new AbortController()
  const running = (async () => {
    while (!stop.signal.aborted) {
      let again = false
      try {
        again = await step()
      } catch (error) {
        log.warn({ err: error, loop: name }, 'a step failed; trying again')
      }
      if (!again) await sleep(every, undefined, { signal: stop.signal }).catch(() => undefined)
    }
  })()
  return async () => {
    stop.abort()
    await running
  }
}
