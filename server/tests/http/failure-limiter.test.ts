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

test('places can be taken before the outcome is known, and are given back by what did not fail', () => {
  const clock = manualClock()
  const limiter = new FailureLimiter(clock, 2, 60)
  const giveBack = limiter.reserve('a')
  limiter.reserve('a')
  expect(() => limiter.reserve('a')).toThrow('too many failures')
  giveBack()
  const late = limiter.reserve('a')
  expect(() => limiter.reserve('a')).toThrow('too many failures')
  clock.advance(61)
  limiter.reserve('a')
  // Of a window that is over: it frees nothing in the next.
  late()
  limiter.reserve('a')
  expect(() => limiter.reserve('a')).toThrow('too many failures')
})

test('invented addresses do not grow the memory without bound', () => {
  const limiter = new FailureLimiter(manualClock(), 1, 60)
  for (let index = 0; index < 25_000; index++) limiter.fail(`address ${index}`)
  expect((limiter as unknown as { failures: Map<string, unknown> }).failures.size).toBeLessThanOrEqual(10_000)
  expect(() => limiter.check('address 24999')).toThrow('too many failures')
})
