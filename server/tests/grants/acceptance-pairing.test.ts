import fc from 'fast-check'
import { pairAcceptances } from '../../src/grants/acceptance-pairing'

const seconds = (...values: number[]) => values.map(value => value * 1000)

describe('pairing reports with popup events', () => {
  it('joins the two sightings of one tap', () => {
    expect(pairAcceptances(seconds(10), seconds(12))).toEqual([{ reportedAt: 10_000, eventAt: 12_000 }])
  })

  it('keeps two taps apart when one was only reported and the other only pushed, too far from each other', () => {
    expect(pairAcceptances(seconds(0), seconds(121))).toHaveLength(2)
    expect(pairAcceptances(seconds(0), seconds(120))).toHaveLength(1)
  })

  it('never joins one event with two reports', () => {
    expect(pairAcceptances(seconds(0, 1), seconds(0))).toHaveLength(2)
  })

  it('does not let an early wrong pair cost a later one', () => {
    // Joined as they came (0 with 100, 100 with 200), the report at 200 and the event at 0 would be left over.
    expect(pairAcceptances(seconds(0, 100, 200), seconds(0, 100, 200))).toHaveLength(3)
  })

  it('counts taps exactly when both sightings of each arrived', () => {
    const tap = fc.record({
      at: fc.integer({ min: 0, max: 3_600_000 }),
      delay: fc.integer({ min: -60_000, max: 60_000 }),
    })
    fc.assert(
      fc.property(fc.array(tap, { maxLength: 30 }), taps => {
        const found = pairAcceptances(
          taps.map(({ at }) => at),
          taps.map(({ at, delay }) => at + delay),
        )
        expect(found).toHaveLength(taps.length)
      }),
    )
  })

  it('finds as many pairs as an exhaustive search', () => {
    const instants = fc.array(
      fc.integer({ min: 0, max: 600 }).map(value => value * 1000),
      { maxLength: 5 },
    )
    fc.assert(
      fc.property(instants, instants, (reports, events) => {
        expect(pairAcceptances(reports, events)).toHaveLength(
          reports.length + events.length - mostPairs(reports, events),
        )
      }),
    )
  })
})

function mostPairs([first, ...rest]: number[], events: number[]): number {
  if (first === undefined) return 0
  const joined = events.flatMap((event, index) =>
    Math.abs(event - first) <= 120_000
      ? [
          1 +
            mostPairs(
              rest,
              events.filter((_, other) => other !== index),
            ),
        ]
      : [],
  )
  return Math.max(mostPairs(rest, events), ...joined)
}
