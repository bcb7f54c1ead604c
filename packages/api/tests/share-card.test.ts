import { assess, type Candidate, LEVELS, SPECIALTIES, SUBJECTS } from '@zhuan/exam'
import fc from 'fast-check'
import { compileCheck, ShareCard } from '../src'
import { cardFault, shareCard } from '../src/share-card'

const marks = fc.record(
  Object.fromEntries(
    SUBJECTS.map(subject => [
      subject,
      fc.oneof(fc.integer({ min: 50, max: 70 }), fc.constantFrom('passed' as const, 'pending' as const)),
    ]),
  ),
  { requiredKeys: [] },
)
const candidate = fc.record({
  level: fc.constantFrom(...LEVELS),
  specialty: fc.constantFrom(...SPECIALTIES),
  sittings: fc.uniqueArray(fc.record({ examYear: fc.integer({ min: 2019, max: 2027 }), marks }), {
    selector: ({ examYear }) => examYear,
  }),
})
const day = fc.constantFrom('2024-11-01', '2026-10-01', '2026-11-28', '2027-01-05', '2029-06-01')
const isCard = compileCheck(ShareCard)

test('every standing makes a card that the contract takes, with marks only if they may be seen', () => {
  fc.assert(
    fc.property(candidate, day, fc.boolean(), (record, asOf, showMarks) => {
      const card = shareCard(assess(record as Candidate, asOf), record.specialty, showMarks)
      expect(isCard(JSON.parse(JSON.stringify(card)))).toEqual({ value: card })
      expect(cardFault(card, showMarks)).toBeUndefined()
      if (!showMarks) expect(JSON.stringify(card)).not.toContain('mark"')
    }),
    { numRuns: 500 },
  )
})

describe('a card that no record could have is told', () => {
  const card: ShareCard = {
    level: 'exempt-two',
    specialty: 'coal-mine',
    passedCount: 1,
    required: 2,
    subjects: [
      { subject: 'law', status: 'valid', passedIn: 2025, mark: 88 },
      { subject: 'practice', status: 'not-passed' },
    ],
  }
  const [first, second] = card.subjects as [ShareCard['subjects'][0], ShareCard['subjects'][0]]

  test('and this one can be', () => expect(cardFault(card, true)).toBeUndefined())
  test.each<[string, Partial<ShareCard>, string]>([
    ['another number of subjects', { required: 4 }, 'card.required'],
    ['an order', { subjects: [second, first] }, 'card.subjects'],
    ['a count', { passedCount: 2 }, 'card.passedCount'],
    [
      'a year without a pass',
      { subjects: [first, { ...second, passedIn: 2025 }], passedCount: 2 },
      'card.subjects[1].passedIn',
    ],
    ['a pass without a year', { subjects: [first, { ...second, status: 'valid' }] }, 'card.subjects[1].passedIn'],
    ['a mark without a pass', { subjects: [first, { ...second, mark: 70 }] }, 'card.subjects[1].mark'],
    ['a mark that does not pass', { subjects: [{ ...first, mark: 59 }, second] }, 'card.subjects[0].mark'],
  ])('%s', (_what, change, path) =>
    expect(cardFault({ ...card, ...change }, true)).toMatchObject({ code: 'invalid-value', path }),
  )
  test('marks without leave', () =>
    expect(cardFault(card, false)).toMatchObject({ code: 'unknown-field', path: 'card.subjects[0].mark' }))
})
