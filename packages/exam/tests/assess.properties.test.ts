import fc from 'fast-check'
import {
  type Assessment,
  assess,
  type Candidate,
  isPass,
  nextSittingYear,
  SUBJECTS,
  sittingDates,
  windowYears,
} from '../src/index'
import { announcedSittings, anyDays, candidates, days } from './support/arbitraries'
import { deepFreeze, throughJson } from './support/deep-freeze'

const RUNS = { numRuns: 1_000 }

it('never throws on what parseCandidate returns, writes to nothing and returns plain data', () => {
  fc.assert(
    fc.property(candidates, fc.oneof(days, anyDays), announcedSittings, (candidate, asOf, announced) => {
      const assessment = assess(deepFreeze(candidate), asOf, deepFreeze(announced))
      // Strict: a field that JSON would drop, because it is undefined, is a field too many.
      expect(throughJson(assessment)).toStrictEqual(assessment)
    }),
    { ...RUNS, examples: [[{ level: 'full', specialty: 'other', sittings: [] }, '2199-12-31', []]] },
  )
})

it('does not look at the order of the sittings', () => {
  const shuffled = candidates.chain(candidate =>
    fc.tuple(
      fc.constant(candidate),
      fc
        .shuffledSubarray(candidate.sittings, { minLength: candidate.sittings.length })
        .map(sittings => ({ ...candidate, sittings })),
    ),
  )
  fc.assert(
    fc.property(shuffled, days, ([candidate, reordered], asOf) => {
      expect(assess(reordered, asOf)).toStrictEqual(assess(candidate, asOf))
    }),
    RUNS,
  )
})

it('never counts a pass before its exam year nor after its window', () => {
  fc.assert(
    fc.property(candidates, days, (candidate, asOf) => {
      const { certificate, subjects } = assess(candidate, asOf)
      for (const { subject, status, passedIn, validThrough, sittingsLeft, lastSittingStart } of subjects) {
        if (passedIn === undefined) continue
        const sitting = candidate.sittings.find(({ examYear }) => examYear === passedIn)!
        expect(sitting.level ?? candidate.level).toBe(candidate.level)
        expect(sittingDates(passedIn).start <= asOf).toBe(true)
        const extension = sitting.extensionYears?.[subject] ?? 0
        expect(validThrough).toBe(passedIn + windowYears(candidate.level) - 1 + extension)
        if (certificate) {
          expect(passedIn).toBeLessThanOrEqual(certificate.examYear)
          expect(validThrough).toBeGreaterThanOrEqual(certificate.examYear)
        }
        const isHeldOpen = status === 'valid' || status === 'last-chance'
        expect(lastSittingStart !== undefined).toBe(isHeldOpen)
        if (!isHeldOpen) continue
        const next = nextSittingYear(asOf)
        expect(sittingsLeft).toBeLessThanOrEqual(validThrough! - next + 1)
        expect(sittingsLeft === 1).toBe(status === 'last-chance')
        const years = Array.from({ length: validThrough! - next + 1 }, (_, index) => next + index)
        expect(years.map(year => sittingDates(year).start)).toContain(lastSittingStart)
      }
    }),
    RUNS,
  )
})

it('adds up: the count, the year to finish by and the lapses speak of the same passes', () => {
  fc.assert(
    fc.property(candidates, days, (candidate, asOf) => {
      const { certificate, finishBy, lapses, passedCount, subjects, required } = assess(candidate, asOf)
      const counting = subjects.filter(counts)
      expect(subjects.map(({ subject }) => subject)).toEqual(required)
      expect(passedCount).toBe(counting.length)
      expect(certificate === null || passedCount === required.length).toBe(true)
      const lost = lapses.flatMap(lapse => lapse.subjects.map(subject => [subject, lapse.examYear - 1]))
      expect(Object.fromEntries(lost)).toEqual(
        Object.fromEntries(certificate ? [] : counting.map(({ subject, validThrough }) => [subject, validThrough])),
      )
      expect(finishBy === null).toBe(lapses.length === 0)
      // Never later than the first lapse, but earlier where the last years of a pass are lost.
      if (lapses[0]) expect(finishBy).toBeLessThan(lapses[0].examYear)
      expect(lapses.map(({ examYear }) => examYear)).toEqual(
        [...new Set(lapses.map(({ examYear }) => examYear))].sort((a, b) => a - b),
      )
    }),
    RUNS,
  )
})

/** Whether a standing reports a pass that is not lost. */
const counts = ({ status, validThrough }: Assessment['subjects'][number]): boolean =>
  validThrough !== undefined && status !== 'expired'

/** The candidate with one more pass of the own specialty: in a sitting on record or in one more sitting. */
const withOneMorePass = candidates.chain(candidate =>
  fc
    .record({
      subject: fc.constantFrom(...SUBJECTS),
      examYear: fc.oneof(
        fc.integer({ min: 2019, max: 2030 }),
        fc.constantFrom(...candidate.sittings.map(({ examYear }) => examYear), 2026),
      ),
      mark: fc.integer({ min: 60, max: 100 }),
    })
    .filter(({ subject, examYear }) => {
      const sitting = candidate.sittings.find(other => other.examYear === examYear)
      const mark = sitting?.marks[subject]
      // A pass already there is not one more; a sitting of another specialty has none of ours to give.
      if (isPass(mark, examYear)) return false
      if ((sitting?.level ?? candidate.level) !== candidate.level) return false
      return subject !== 'practice' || (sitting?.specialty ?? candidate.specialty) === candidate.specialty
    })
    .map(({ subject, examYear, mark }): { before: Candidate; after: Candidate } => {
      const found = candidate.sittings.find(sitting => sitting.examYear === examYear)
      const sitting = { examYear, ...found, marks: { ...found?.marks, [subject]: mark } }
      return {
        before: candidate,
        after: { ...candidate, sittings: [...candidate.sittings.filter(other => other !== found), sitting] },
      }
    }),
)

/*
 * "Worse" would be: a certificate gone or of a later exam year, fewer subjects passed, a subject whose pass counted and
 * no longer does, or a pass that lasts shorter (before a certificate; with one no window matters any more).
 */
it('never makes a standing worse by one more pass', () => {
  fc.assert(
    fc.property(withOneMorePass, days, ({ before, after }, asOf) => {
      const old = assess(before, asOf)
      const now = assess(after, asOf)
      if (old.certificate) expect(now.certificate!.examYear).toBeLessThanOrEqual(old.certificate.examYear)
      // What awaits results may give way to a later pass whose remaining years are all lost: rule 6 looks at that one alone.
      const awaiting = old.subjects.filter(each => counts(each) && each.status === 'awaiting-results').length
      expect(now.passedCount).toBeGreaterThanOrEqual(old.passedCount - awaiting)
      if (now.certificate) return
      for (const [index, standing] of old.subjects.entries()) {
        if (!counts(standing) || standing.status === 'awaiting-results') continue
        expect(counts(now.subjects[index]!)).toBe(true)
        expect(now.subjects[index]!.validThrough).toBeGreaterThanOrEqual(standing.validThrough!)
      }
    }),
    RUNS,
  )
})

it('only ever loses with time: without new marks nothing becomes valid again', () => {
  const order = ['valid', 'last-chance', 'awaiting-results', 'expired']
  fc.assert(
    fc.property(candidates, days, days, (candidate, one, other) => {
      const [earlier, later] = [one, other].sort() as [string, string]
      // A sitting that begins in between brings its marks: that is something new.
      const held = {
        ...candidate,
        sittings: candidate.sittings.filter(({ examYear }) => sittingDates(examYear).start <= earlier),
      }
      const before = assess(held, earlier)
      const after = assess(held, later)
      expect(after.certificate).toEqual(before.certificate)
      if (before.certificate) return
      for (const [index, { status, passedIn }] of before.subjects.entries()) {
        const now = after.subjects[index]!
        if (passedIn === undefined || now.passedIn === undefined) continue
        expect(order.indexOf(now.status)).toBeGreaterThanOrEqual(order.indexOf(status))
      }
    }),
    RUNS,
  )
})
