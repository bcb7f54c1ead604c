import { setTimeout as sleep } from 'node:timers/promises'
import { BackOff } from './back-off'
import type { Context } from './context'

/** After failures in a row a loop rests so long at most, unless it says otherwise. Milliseconds. */
const LONGEST_REST = 5_000

/**
 * A loop that repeats until it is stopped; a failure is logged and tried again, after a longer rest each time.
 * @param every - milliseconds between two steps
 * @param step - resolves to true when there is more to do at once
 * @returns stops it, after the step under way
 */
export function repeat(
  name: string,
  every: number,
  { log }: Context,
  step: () => Promise<boolean>,
  longestRest = LONGEST_REST,
): () => Promise<void> {
  const backOff = new BackOff(every, longestRest)
  const stop = new AbortController()
  const running = (async () => {
    while (!stop.signal.aborted) {
      let again = false
      let rest = every
      try {
        again = await step()
        backOff.succeeded()
      } catch (error) {
        rest = backOff.failed()
        log.warn({ err: error, loop: name }, 'a step failed; trying again')
      }
      if (!again) await sleep(rest, undefined, { signal: stop.signal }).catch(() => undefined)
    }
  })()
  return async () => {
    stop.abort()
    await running
  }
}
