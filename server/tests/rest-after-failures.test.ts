import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../src/context'
import { repeat } from '../src/repeat'
import { LeaseQueue } from '../src/sending/lease-queue'
import { manualClock } from './support/clock'

const DISK_FULL = Object.assign(new Error('could not extend file: No space left on device'), { code: '53100' })

// Red before: leasing was tried again at once, thousands of times a second.
it('leases that fail are tried again after a rest, a longer one each time', async () => {
  let asked = 0
  let now = 0
  const queue: LeaseQueue = new LeaseQueue(
    {
      pool: {
        query: async () => {
          asked++
          throw DISK_FULL
        },
      } as never,
      sender: '1',
      clock: manualClock(),
      log: { warn: () => undefined } as never,
      batch: 10,
      templateIds: ['t'],
      templatesOf: () => ['t'],
      compose: async () => [],
      monotonic: () => now,
    },
    () => queue.refill({ isNews: true }),
  )
  for (; now <= 60_000; now += 50) {
    queue.refill({ isNews: true })
    for (let turn = 0; turn < 4; turn++) await new Promise(setImmediate)
  }
  // After 0, 0.25, 0.5, 1, 2, 4 and then 5 seconds each time.
  expect(asked).toBeGreaterThan(10)
  expect(asked).toBeLessThan(20)
})

it('a loop rests longer after each failure, and as usual after it went well', async () => {
  const steps: ('failed' | 'well')[] = []
  let fails = true
  const stop = repeat('ticker', 5, { log: { warn: () => undefined } } as unknown as Context, async () => {
    steps.push(fails ? 'failed' : 'well')
    if (fails) throw DISK_FULL
    return false
  })
  // 5, 10, 20, 40, 80, 160, 320: without a rest it would be 120 times.
  await sleep(600)
  expect(steps.length).toBeLessThan(12)
  fails = false
  while (steps.filter(step => step === 'well').length < 10) await sleep(20)
  await stop()
})
