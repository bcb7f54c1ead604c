import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { assess, type Candidate, parseCandidate, RuleError } from '../src/index'
import { announcedSittings, candidates, days } from './support/arbitraries'
import { throughJson } from './support/deep-freeze'
import { hostileInputs } from './support/hostile-input'
import { type OracleCandidate, oracleAssess } from './support/oracle-assess'
import { oracleFaults } from './support/oracle-parse'

/** A quick number in every run; `ORACLE_RUNS=20000` for many, with `ORACLE_SEED` for others. */
const RUNS = {
  numRuns: Number(process.env.ORACLE_RUNS ?? 3_000),
  seed: Number(process.env.ORACLE_SEED ?? 20_261_123),
}

describe('a second implementation, written apart from the first', () => {
  it(`assesses ${RUNS.numRuns} random candidates alike`, () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(candidates, days, announcedSittings, (candidate, asOf, announced) => {
        const ours = assess(parseCandidate(candidate), asOf, announced)
        // isDeepStrictEqual first: a matcher for every candidate would take most of the time.
        const theirs = oracleAssess(throughJson(candidate) as OracleCandidate, asOf, announced)
        if (!isDeepStrictEqual(ours, theirs)) expect(ours).toStrictEqual(theirs)
        for (const { status, passedIn, notCounted } of ours.subjects) {
          seen.add(`${status}${passedIn === undefined ? '' : '+'}`)
          if (notCounted) seen.add(`not counted: ${notCounted.reason}`)
        }
        if (ours.earlierCertificates.length > 0) seen.add('earlier certificate')
      }),
      RUNS,
    )
    // The comparison is worth something only if every kind of standing was met.
    expect([...seen].sort()).toEqual([
      'awaiting-results',
      'awaiting-results+',
      'certified+',
      'earlier certificate',
      'expired+',
      'last-chance+',
      'not counted: level',
      'not counted: specialty',
      'not-passed',
      'valid+',
    ])
  })

  it(`refuses ${RUNS.numRuns} damaged candidates at the same place with the same code`, () => {
    const codes = new Map<string, number>()
    fc.assert(
      fc.property(hostileInputs, input => {
        const found = outcome(input)
        const first = oracleFaults(input)[0] ?? 'taken'
        if (!isDeepStrictEqual(found, first)) expect(found).toEqual(first)
        const code = typeof found === 'string' ? found : found[0]!
        codes.set(code, (codes.get(code) ?? 0) + 1)
      }),
      // The rarest fault is met in any case.
      { ...RUNS, examples: [[{ level: 'full', specialty: 'other', sittings: Array(61).fill({}) }]] },
    )
    expect([...codes.keys()].sort()).toEqual([
      'duplicate-year',
      'missing-field',
      'not-an-integer',
      'not-an-object',
      'out-of-range',
      'taken',
      'too-many',
      'unknown-field',
      'unknown-value',
    ])
  })
})

function outcome(input: unknown): string[] | 'taken' {
  let read: Candidate
  try {
    read = parseCandidate(input)
  } catch (error) {
    if (error instanceof RuleError) return [error.code, error.path]
    throw error
  }
  // What was taken is plain data that can be assessed.
  if (!isDeepStrictEqual(parseCandidate(throughJson(read)), read)) throw new Error('not idempotent')
  assess(read, '2026-11-23')
  return 'taken'
}
