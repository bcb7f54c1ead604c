import fc from 'fast-check'
import { addDays, daysBetween, type Endorsement, endorsementStanding } from '../src/index'
import { deepFreeze, throughJson } from './support/deep-freeze'
import { rejection } from './support/rejection'

const AS_OF = '2028-03-01'

describe('what it refuses, at the first faulty entry', () => {
  const good: Endorsement = { appliedOn: '2028-02-29', days: 90 }

  it.each<[string, string, Partial<Record<keyof Endorsement, unknown>>]>([
    ['endorsement-in-future', 'appliedOn', { appliedOn: '2028-03-02' }],
    ['invalid-day', 'appliedOn', { appliedOn: '2027-02-29' }],
    ['invalid-day', 'appliedOn', { appliedOn: undefined }],
    ['days-out-of-range', 'days', { days: 0 }],
    ['days-out-of-range', 'days', { days: 91 }],
    ['days-out-of-range', 'days', { days: 1.5 }],
    ['days-out-of-range', 'days', { days: Number.NaN }],
    ['days-out-of-range', 'days', { days: '30' }],
  ])('%s at its %s: %p', (code, field, fault) => {
    const faulty = { ...good, ...fault } as Endorsement
    expect(rejection(() => endorsementStanding([good, good, faulty, { appliedOn: '', days: 0 }], AS_OF))).toEqual({
      code,
      path: `[2].${field}`,
    })
  })

  it('a day of assessment that does not exist', () => {
    expect(rejection(() => endorsementStanding([], '2027-02-29'))).toEqual({ code: 'invalid-day', path: 'asOf' })
  })
})

it('counts the day of application and a leap day', () => {
  expect(endorsementStanding([{ appliedOn: '2028-02-28', days: 2 }], '2028-02-29').valid).toEqual([
    { appliedOn: '2028-02-28', days: 2, lastDay: '2028-02-29', daysLeft: 0 },
  ])
  expect(endorsementStanding([{ appliedOn: '2028-02-28', days: 2 }], '2028-03-01').valid).toEqual([])
})

it('sorts by the last day, then by the day of application, and keeps no other field', () => {
  const entries = [
    { appliedOn: '2028-02-20', days: 30, purpose: '投标' },
    { appliedOn: '2028-02-01', days: 40 },
    { appliedOn: '2028-02-10', days: 40 },
    { appliedOn: '2028-02-19', days: 31 },
  ]
  const { valid, slotsUsed } = endorsementStanding(entries, AS_OF)
  expect(valid.map(({ appliedOn }) => appliedOn)).toEqual(['2028-02-01', '2028-02-10', '2028-02-19', '2028-02-20'])
  expect(Object.keys(valid[3]!)).toEqual(['appliedOn', 'days', 'lastDay', 'daysLeft'])
  expect(slotsUsed).toBe(4)
})

it('finds the next possible day as a walk from day to day does', () => {
  const entries = fc.array(
    fc.record({
      appliedOn: fc.integer({ min: 0, max: 200 }).map(count => addDays(AS_OF, -count)),
      days: fc.integer({ min: 1, max: 90 }),
    }),
    { maxLength: 8 },
  )
  fc.assert(
    fc.property(entries, given => {
      const standing = endorsementStanding(deepFreeze(given), AS_OF)
      const usedOn = (day: string) =>
        given.filter(({ appliedOn }) => addDays(day, -89) <= appliedOn && appliedOn <= day).length
      let day = AS_OF
      while (usedOn(day) > 2) day = addDays(day, 1)
      expect(standing.nextPossible).toBe(day)
      expect(standing.slotsUsed).toBe(usedOn(AS_OF))
      expect(standing.valid).toHaveLength(
        given.filter(({ appliedOn, days }) => daysBetween(appliedOn, AS_OF) < days).length,
      )
      expect(throughJson(standing)).toStrictEqual(standing)
    }),
    { numRuns: 1_000 },
  )
})
