import fc from 'fast-check'
import {
  type Announcement,
  addDays,
  isDay,
  MILESTONE_KINDS,
  type Milestone,
  milestones,
  REGIONS,
  sittingDates,
  weekday,
} from '../src/index'
import { deepFreeze, throughJson } from './support/deep-freeze'

const examYear = fc.integer({ min: 2019, max: 2099 })
const region = fc.constantFrom(null, ...REGIONS)

const announcement = (year: number): fc.Arbitrary<Announcement> =>
  fc
    .record({
      kind: fc.constantFrom(...MILESTONE_KINDS),
      examYear: fc.constantFrom(year, year, year, year + 1),
      region,
      from: fc.integer({ min: -30, max: 500 }),
      length: fc.integer({ min: 0, max: 60 }),
      given: fc.constantFrom('both', 'start', 'end', 'none'),
      time: fc.option(fc.constantFrom('10:00', '17:00'), { nil: undefined }),
    })
    .map(({ from, length, given, time, ...rest }) => {
      const start = addDays(`${year}-01-01`, from)
      return {
        ...rest,
        source: '公告',
        ...((given === 'both' || given === 'start') && { start }),
        ...((given === 'both' || given === 'end') && { end: addDays(start, length) }),
        ...(time !== undefined && { time }),
      }
    })

const calendars = examYear.chain(year =>
  fc.tuple(fc.constant(year), region, fc.array(announcement(year), { maxLength: 6 })),
)

const order = (row: Milestone): string => `${row.start} ${MILESTONE_KINDS.indexOf(row.kind)}`

it('has every kind once, sorted, in days that exist, as plain data and without writing to its input', () => {
  fc.assert(
    fc.property(calendars, ([year, area, announcements]) => {
      const rows = milestones(year, area, deepFreeze(announcements))
      expect(throughJson(rows)).toStrictEqual(rows)
      expect(rows.map(({ kind }) => kind).sort()).toEqual([...MILESTONE_KINDS].sort())
      expect(rows.map(order)).toEqual(rows.map(order).sort())
      for (const { start, end, likely, examYear: of, region: where, status, source } of rows) {
        expect(isDay(start) && isDay(end) && (likely === undefined || isDay(likely))).toBe(true)
        expect(end >= start).toBe(true)
        expect(of).toBe(year)
        expect(where === null || where === area).toBe(true)
        // What is no computation says where it comes from.
        expect(source !== undefined).toBe(status !== 'expected')
      }
    }),
    { numRuns: 1_000 },
  )
})

it('shows what is announced for the asked region, else for the country', () => {
  fc.assert(
    fc.property(calendars, ([year, area, announcements]) => {
      const rows = milestones(year, area, announcements)
      for (const row of rows) {
        const mine = announcements.filter(
          ({ kind, examYear: of, start, end }) => kind === row.kind && of === year && (start ?? end) !== undefined,
        )
        const expected = mine.filter(({ region: where }) => where === area).pop()
        if (expected) {
          expect(row).toMatchObject({
            start: expected.start ?? expected.end,
            end: expected.end ?? expected.start,
            status: 'official',
          })
        }
      }
    }),
    { numRuns: 1_000 },
  )
})

it('expects every exam on the last weekend that lies wholly in October', () => {
  for (let year = 2027; year <= 2099; year++) {
    const { start, end, announced } = sittingDates(year)
    expect(announced).toBe(false)
    expect([weekday(start), weekday(end)]).toEqual([6, 0])
    expect([start.slice(0, 7), end.slice(0, 7), addDays(end, 7).slice(0, 7)]).toEqual([
      `${year}-10`,
      `${year}-10`,
      `${year}-11`,
    ])
  }
})
