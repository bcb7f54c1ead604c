import { Limiter } from '../../src/http/limiter'
import { manualClock } from '../support/clock'

test('who fails too often is shut out for the rest of the window', () => {
  const clock = manualClock()
  const limiter = new Limiter(clock, 'failures', 2, 60)
  limiter.count('a')
  expect(limiter.refusal('a')).toBeUndefined()
  clock.advance(20)
  limiter.count('a')
  expect(limiter.refusal('a')).toMatchObject({ status: 429, code: 'too-many-requests', retryAfter: 40 })
  expect(limiter.refusal('b')).toBeUndefined()
  clock.advance(41)
  expect(limiter.refusal('a')).toBeUndefined()
})

test('places can be taken before the outcome is known, and are given back by what did not fail', () => {
  const clock = manualClock()
  const limiter = new Limiter(clock, 'failures', 2, 60)
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
  const limiter = new Limiter(manualClock(), 'failures', 1, 60)
  for (let index = 0; index < 25_000; index++) limiter.count(`address ${index}`)
  expect((limiter as unknown as { counts: Map<string, unknown> }).counts.size).toBeLessThanOrEqual(10_000)
  expect(limiter.refusal('address 24999')).toBeDefined()
})

test('who goes on is not forgotten for others who come once, neither before nor after the limit', () => {
  const limiter = new Limiter(manualClock(), 'requests', 3, 60)
  for (let index = 0; index < 50_000; index++) {
    limiter.count(`address ${index}`)
    if (index % 9_000 === 0 && !limiter.refusal('busy')) limiter.count('busy')
  }
  expect(limiter.refusal('busy')).toBeDefined()
})
