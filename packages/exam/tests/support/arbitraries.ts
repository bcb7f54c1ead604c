import fc from 'fast-check'
import {
  type AnnouncedSitting,
  addDays,
  type Candidate,
  daysBetween,
  LEVELS,
  MARK_CODES,
  type Mark,
  SPECIALTIES,
  SUBJECTS,
  sittingDates,
} from '../../src/index'

/** Marks near the pass mark more often than not: that is where the rules decide. */
const mark: fc.Arbitrary<Mark> = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 60, max: 100 }) },
  { weight: 2, arbitrary: fc.constantFrom(59, 60) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 59 }) },
  { weight: 3, arbitrary: fc.constantFrom(...MARK_CODES) },
)

/** Exam years close together, so that windows meet; now and then far away. */
const examYear = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 2019, max: 2030 }) },
  { weight: 1, arbitrary: fc.integer({ min: 2019, max: 2099 }) },
)

const perSubject = <T>(value: fc.Arbitrary<T>) =>
  fc.record(Object.fromEntries(SUBJECTS.map(subject => [subject, value])), { requiredKeys: [] })

const specialty = fc.constantFrom(...SPECIALTIES)
const level = fc.constantFrom(...LEVELS)

/** A candidate as it stands in a record, sittings in any order. */
export const candidates: fc.Arbitrary<Candidate> = fc
  .record({ level, specialty, before: level, beside: specialty })
  .chain(({ level: own, specialty: named, before, beside }) =>
    fc.record({
      level: fc.constant(own),
      specialty: fc.constant(named),
      sittings: fc.uniqueArray(
        fc.record(
          {
            examYear,
            // One other level and one other specialty more often than not: so something can be reached under them, too.
            level: fc.oneof(
              { weight: 5, arbitrary: fc.constant(own) },
              { weight: 4, arbitrary: fc.constant(before) },
              { weight: 1, arbitrary: level },
            ),
            specialty: fc.oneof(
              { weight: 5, arbitrary: fc.constant(named) },
              { weight: 4, arbitrary: fc.constant(beside) },
              { weight: 1, arbitrary: specialty },
            ),
            marks: perSubject(mark),
            extensionYears: perSubject(fc.constantFrom(1 as const, 2 as const, 3 as const)),
          },
          { requiredKeys: ['examYear', 'marks'] },
        ),
        { selector: sitting => sitting.examYear, maxLength: 8 },
      ),
    }),
  )

/** Days of the years in which candidates live; exam days and their neighbours more often than others. */
export const days: fc.Arbitrary<string> = fc.oneof(
  fc.integer({ min: 0, max: 6_000 }).map(count => addDays('2018-06-01', count)),
  fc
    .tuple(fc.integer({ min: 2019, max: 2034 }), fc.integer({ min: -2, max: 3 }))
    .map(([year, shift]) => addDays(sittingDates(year).start, shift)),
)

/** Any day that can be asked about, from the year 0000 to 2199. */
export const anyDays: fc.Arbitrary<string> = fc
  .integer({ min: 0, max: daysBetween('0000-01-01', '2199-12-31') })
  .map(count => addDays('0000-01-01', count))

/** Sittings announced for some years, none of them where the rules expect it. */
export const announcedSittings: fc.Arbitrary<AnnouncedSitting[]> = fc.uniqueArray(
  fc
    .tuple(fc.integer({ min: 2021, max: 2031 }), fc.integer({ min: -30, max: 90 }), fc.integer({ min: 0, max: 2 }))
    .map(([year, shift, length]) => {
      const start = addDays(`${year}-10-20`, shift)
      return { examYear: year, start, end: addDays(start, length) }
    }),
  { selector: sitting => sitting.examYear, maxLength: 4 },
)
