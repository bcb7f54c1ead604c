import { type Candidate, withMarks } from '../src/index'
import { deepFreeze } from './support/deep-freeze'

const candidate: Candidate = deepFreeze({
  level: 'full',
  specialty: 'chemical',
  sittings: [
    { examYear: 2024, marks: { law: 71 } },
    { examYear: 2026, specialty: 'other', marks: { practice: 'pending', law: 60 } },
  ],
})

describe('one mark for several subjects', () => {
  it('goes into the year, beside what it says of others', () => {
    expect(withMarks(candidate, 2026, ['management', 'practice'], 'absent').sittings[1]).toEqual({
      examYear: 2026,
      specialty: 'other',
      marks: { law: 60, management: 'absent', practice: 'absent' },
    })
  })

  it('makes the year where there is none, in order', () => {
    const { sittings } = withMarks(candidate, 2025, ['law'], 'pending')
    expect(sittings.map(({ examYear }) => examYear)).toEqual([2024, 2025, 2026])
    expect(sittings[1]).toEqual({ examYear: 2025, marks: { law: 'pending' } })
  })
})
