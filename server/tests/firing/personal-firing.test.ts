import { type Announcement, examCalendar } from '@zhuan/exam'
import { type PersonalReminder, personalFiring, type SyncedRecord } from '../../src/firing/personal-firing'

const reminder = (changes: Partial<PersonalReminder>): PersonalReminder => ({
  kind: 'endorsement-expiry',
  examYear: 0,
  region: null,
  endorsementId: '',
  notice: 1,
  ...changes,
})
const registration = (examYear: number): Announcement => ({
  ...{ kind: 'registration', examYear, region: '湖南', source: '' },
  ...{ start: `${examYear}-07-05`, end: `${examYear}-07-15` },
})
const announced =
  (...announcements: Announcement[]) =>
  (region: string | null) =>
    examCalendar(region, announcements)
/** The exam of 2026, held in the next year. */
const putOff = (region: string | null): Announcement => ({
  ...{ kind: 'exam', examYear: 2026, region, source: '' },
  ...{ start: '2027-09-18', end: '2027-09-19' },
})
const calendars = announced(registration(2027))

describe('an endorsement about to end', () => {
  const record = { 'endorsement:work': { appliedOn: '2026-11-01', days: 30 } }

  it('fires seven days before its last day', () => {
    expect(personalFiring(reminder({ endorsementId: 'work' }), record, '2026-11-23', calendars)).toEqual({
      on: '2026-11-23',
      until: '2026-11-30',
      facts: { date: '2026-11-30' },
    })
  })
  it('never fires for one that is not on record', () => {
    expect(personalFiring(reminder({ endorsementId: 'gone' }), record, '2026-11-23', calendars)).toBeUndefined()
  })
})

describe('registering the certificate', () => {
  const record = { certificate: { examYear: 2021, issuedOn: '2022-08-31' } }
  const wanted = reminder({ kind: 'certificate-registration' })

  it('fires six months before the five years end, also at a short month’s end', () => {
    expect(personalFiring(wanted, record, '2027-02-28', calendars)).toMatchObject({
      on: '2027-02-28',
      facts: { date: '2027-08-31' },
    })
  })
  it('fires three months before for whom six months are past', () => {
    expect(personalFiring(wanted, record, '2027-04-01', calendars)).toMatchObject({ on: '2027-05-31' })
  })
  it('guesses no date of issue', () => {
    expect(personalFiring(wanted, { certificate: { examYear: 2021 } }, '2027-02-28', calendars)).toBeUndefined()
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
    expect(personalFiring(wanted, record, '2027-07-05', calendars)).toEqual({
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
    expect(personalFiring(wanted, lost, '2027-07-05', calendars)).toBeUndefined()
    const official = announced(registration(2027), registration(2028))
    expect(personalFiring(wanted, lost, '2027-07-05', official)).toMatchObject({
      on: '2028-07-05',
      facts: { examYear: '2028' },
    })
    expect(personalFiring({ ...wanted, examYear: 2027 }, lost, '2027-07-05', official)).toBeUndefined()
  })
  it('waits for the exam that was put off into the next year', () => {
    expect(personalFiring(wanted, record, '2027-07-05', announced(registration(2027), putOff(null)))).toBeUndefined()
  })
  it('waits where its own region, or the one in the profile, put the exam off', () => {
    const inHunan = announced(registration(2027), putOff('湖南'))
    expect(personalFiring({ ...wanted, region: '湖南' }, record, '2027-07-05', inHunan)).toBeUndefined()
    expect(personalFiring({ ...wanted, region: null }, record, '2027-07-05', inHunan)).toBeUndefined()
    const elsewhere = announced(registration(2027), putOff('西藏'))
    expect(personalFiring({ ...wanted, region: null }, record, '2027-07-05', elsewhere)).toBeDefined()
  })
  it('does not fire on an expected date', () => {
    expect(personalFiring({ ...wanted, region: '西藏' }, record, '2027-07-21', calendars)).toBeUndefined()
  })
  it('does not fire for another exam year, without a profile, or when nothing ends', () => {
    expect(personalFiring({ ...wanted, examYear: 2026 }, record, '2027-07-05', calendars)).toBeUndefined()
    expect(personalFiring(wanted, { ...record, profile: {} }, '2027-07-05', calendars)).toBeUndefined()
    const fresh = { profile: record.profile!, 'sitting:2026': record['sitting:2026']! }
    expect(personalFiring(wanted, fresh, '2027-07-05', calendars)).toBeUndefined()
  })
})
