import { isQuiet } from '../src/quiet-hours'

describe('quiet hours', () => {
  it.each([
    ['2026-12-24T20:59:59+08:00', false],
    ['2026-12-24T21:00:00+08:00', true],
    ['2026-12-25T00:00:00+08:00', true],
    ['2026-12-25T07:59:59+08:00', true],
    ['2026-12-25T08:00:00+08:00', false],
    ['2026-12-25T13:00:00Z', true],
    ['2026-12-25T00:00:00Z', false],
  ])('%s is quiet: %s', (instant, quiet) => {
    expect(isQuiet(new Date(instant))).toBe(quiet)
  })
})
