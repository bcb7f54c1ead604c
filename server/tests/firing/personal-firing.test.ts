import { milestones } from '@zhuan/exam'
import { type PersonalReminder, personalFiring, type SyncedRecord } from '../../src/firing/personal-firing'

const reminder = (changes: Partial<PersonalReminder>): PersonalReminder => ({
  kind: 'endorsement-expiry',
  examYear: 0,
  region: null,
  endorsementId: '',
  notice: 1,
  ...changes,
})
const calendar = (examYear: number, region: string | null) =>
  milestones(examYear, region, [
    { kind: 'registration', examYear: 2027, region: '湖南', start: '2027-07-05', end: '2027-07-15', source: '' },
  ])
/** No exam days were announced. */
const none = () => []

describe('an endorsement about to end', () => {
  const record = { 'endorsement:work': { appliedOn: '2026-11-01', days: 30 } }

  it('fires seven days before its last day', () => {
    expect(personalFiring(reminder({ endorsementId: 'work' }), record, '2026-11-23', calendar, none)).toEqual({
      on: '2026-11-23',
      until: '2026-11-30',
      facts: { date: '2026-11-30' },
    })
  })
  it('never fires for one that is not on record', () => {
    expect(personalFiring(reminder({ endorsementId: 'gone' }), record, '2026-11-23', calendar, none)).toBeUndefined()
  })
})

describe('registering the certificate', () => {
  const record = { certificate: { examYear: 2021, issuedOn: '2022-08-31' } }
  const wanted = reminder({ kind: 'certificate-registration' })

  it('fires six months before the five years end, also at a short month’s end', () => {
    expect(personalFiring(wanted, record, '2027-02-28', calendar, none)).toMatchObject({
      on: '2027-02-28',
      facts: { date: '2027-08-31' },
    })
  })
  it('fires three months before for whom six months are past', () => {
    expect(personalFiring(wanted, record, '2027-04-01', calendar, none)).toMatchObject({ on: '2027-05-31' })
  })
  it('guesses no date of issue', () => {
    expect(personalFiring(wanted, { certificate: { examYear: 2021 } }, '2027-02-28', calendar, none)).toBeUndefined()
  })
})

describe('the last chance of a pass', () => {
  const record: SyncedRecord = {
    profile: { level: 'full', specialty: 'chemical', region: '湖南' },
    'sitting:2024': { examYear: 2024, marks: { law: 70, management: 61 } },
    'sitting:2026': { examYear: 2026, marks: { technology: 60, practice: 'absent' } },
  }
  const wanted = reminder({ kind: 'last-chance' })

  it('fires when registration opens in the last exam year, naming the subjects', () => {
    expect(personalFiring(wanted, record, '2027-07-05', calendar, none)).toEqual({
      on: '2027-07-05',
      until: '2027-07-15',
      facts: { examYear: '2027', region: '湖南', date: '2027-07-05', subject: expect.stringContaining('、') },
    })
  })
  it('fires in the year in which it can still come, not in one that is lost already', () => {
    // Registered for management alone: 2027 is still sat, but practice cannot come in it.
    const lost: SyncedRecord = {
      profile: record.profile!,
      'sitting:2025': { examYear: 2025, marks: { law: 70, technology: 60 } },
      'sitting:2027': { examYear: 2027, marks: { practice: 'not-registered' } },
    }
    expect(personalFiring(wanted, lost, '2027-07-05', calendar, none)).toBeUndefined()
    const official = (year: number, region: string | null) =>
      milestones(year, region, [
        {
          kind: 'registration',
          examYear: year,
          region: '湖南',
          start: `${year}-07-05`,
          end: `${year}-07-15`,
          source: 's',
        },
      ])
    expect(personalFiring(wanted, lost, '2027-07-05', official, none)).toMatchObject({
      on: '2028-07-05',
      facts: { examYear: '2028' },
    })
    expect(personalFiring({ ...wanted, examYear: 2027 }, lost, '2027-07-05', official, none)).toBeUndefined()
  })
  it('waits for the exam that was put off into the next year', () => {
    const putOff = [{ examYear: 2026, start: '2027-09-18', end: '2027-09-19' }]
    expect(personalFiring(wanted, record, '2027-07-05', calendar, () => putOff)).toBeUndefined()
  })
  it('waits where its own region, or the one in the profile, put the exam off', () => {
    const putOff = [{ examYear: 2026, start: '2027-09-18', end: '2027-09-19' }]
    const inHunan = (region: string | null) => (region === '湖南' ? putOff : [])
    expect(personalFiring({ ...wanted, region: '湖南' }, record, '2027-07-05', calendar, inHunan)).toBeUndefined()
    expect(personalFiring({ ...wanted, region: null }, record, '2027-07-05', calendar, inHunan)).toBeUndefined()
    const elsewhere = (region: string | null) => (region === '西藏' ? putOff : [])
    expect(personalFiring({ ...wanted, region: null }, record, '2027-07-05', calendar, elsewhere)).toBeDefined()
  })
  it('does not fire on an expected date', () => {
    expect(personalFiring({ ...wanted, region: '西藏' }, record, '2027-07-21', calendar, none)).toBeUndefined()
  })
  it('does not fire for another exam year, without a profile, or when nothing ends', () => {
    expect(personalFiring({ ...wanted, examYear: 2026 }, record, '2027-07-05', calendar, none)).toBeUndefined()
    expect(personalFiring(wanted, { ...record, profile: {} }, '2027-07-05', calendar, none)).toBeUndefined()
    const fresh = { profile: record.profile!, 'sitting:2026': record['sitting:2026']! }
    expect(personalFiring(wanted, fresh, '2027-07-05', calendar, none)).toBeUndefined()
  })
})
