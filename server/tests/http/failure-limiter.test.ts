import { FailureLimiter } from '../../src/http/failure-limiter'
import { manualClock } from '../support/clock'

test('who fails too often is shut out for the rest of the window', () => {
  const clock = manualClock()
  const limiter = new FailureLimiter(clock, 2, 60)
  limiter.fail('a')
  limiter.check('a')
  limiter.fail('a')
  expect(() => limiter.check('a')).toThrow(expect.objectContaining({ status: 429, code: 'too-many-requests' }))
  limiter.check('b')
  clock.advance(61)
  limiter.check('a')
})

test('invented addresses do not grow the memory without bound', () => {
  const limiter = new FailureLimiter(manualClock(), 1, 60)
  for (let index = 0; index < 25_000; index++) limiter.fail(`address ${index}`)
  expect((limiter as unknown as { failures: Map<string, unknown> }).failures.size).toBeLessThanOrEqual(10_000)
  expect(() => limiter.check('address 24999')).toThrow('too many failures')
})
