import {
  AnnouncementCreated,
  AnnouncementDryRun,
  CalendarQuery,
  CorrectionRequest,
  compileCheck,
  isCivilDay,
  isInstant,
  RecordRequest,
  RemindersRequest,
  readablePath,
  ScanRequest,
  SessionRequest,
} from '../src'

const fault = (result: ReturnType<ReturnType<typeof compileCheck>>) => ('fault' in result ? result.fault : undefined)
const entry = { key: 'sitting:2026', value: {}, updatedAt: '2026-11-23T10:00:00+08:00' }

test('a value that keeps the contract is handed back', () => {
  const body = { since: 0, entries: [entry, { ...entry, value: null }] }
  expect(compileCheck(RecordRequest)(body)).toEqual({ value: body })
})

test.each([
  ['nothing', undefined, 'missing-field', ''],
  ['a list', [], 'not-an-object', ''],
  ['no entries', { since: 0 }, 'missing-field', 'entries'],
  ['a broken revision', { since: 1.5, entries: [] }, 'not-an-integer', 'since'],
  ['a negative revision', { since: -1, entries: [] }, 'out-of-range', 'since'],
  ['too many entries', { since: 0, entries: Array(201).fill(entry) }, 'too-many', 'entries'],
  ['an unknown field', { since: 0, entries: [{ ...entry, author: 'me' }] }, 'unknown-field', 'entries[0].author'],
  [
    'an unknown key',
    { since: 0, entries: [entry, { ...entry, key: 'sitting:2018' }] },
    'invalid-value',
    'entries[1].key',
  ],
  [
    'a day that is none',
    { since: 0, entries: [{ ...entry, updatedAt: '2026-02-30T00:00:00Z' }] },
    'invalid-value',
    'entries[0].updatedAt',
  ],
])('%s is refused with its place', (_what, body, code, path) => {
  expect(fault(compileCheck(RecordRequest)(body))).toMatchObject({ code, path })
})

test('whole numbers in queries are read as numbers, everything else stays text', () => {
  const check = compileCheck(CalendarQuery)
  expect(check({ examYear: '2026', region: '西藏' }, { isText: true })).toEqual({
    value: { examYear: 2026, region: '西藏' },
  })
  expect(fault(check({ examYear: '2026.5' }, { isText: true }))).toMatchObject({ path: 'examYear' })
  expect(fault(check({ examYear: ['2026', '2025'] }, { isText: true }))).toMatchObject({ path: 'examYear' })
  expect(fault(check({ examYear: '2026' }))).toMatchObject({ path: 'examYear' })
})

test('texts hold neither control characters nor halves of surrogate pairs', () => {
  const check = compileCheck(SessionRequest)
  expect(fault(check({ code: 'a😀b' }))).toBeUndefined()
  expect(fault(check({ code: 'a\u0000b' }))).toMatchObject({ path: 'code' })
  expect(fault(check({ code: 'a\ud800b' }))).toMatchObject({ path: 'code' })
})

test('a scene is what WeChat takes', () => {
  const check = compileCheck(ScanRequest)
  expect(fault(check({ scene: "a0!#$&'()*+,/:;=?@-._~" }))).toBeUndefined()
  expect(fault(check({ scene: 'a'.repeat(33) }))).toMatchObject({ path: 'scene' })
  expect(fault(check({ scene: '50%' }))).toMatchObject({ path: 'scene' })
})

test('the outcome of a tap names templates and the words of the popup', () => {
  const check = compileCheck(RemindersRequest)
  const tap = {
    acceptanceId: '0b9f7a52-7f43-4b0a-9d8e-0a4a4a3f9c11',
    acceptedAt: entry.updatedAt,
    outcome: { tpl: 'accept' },
    reminders: [],
  }
  expect(fault(check(tap))).toBeUndefined()
  expect(fault(check({ ...tap, outcome: { tpl: 'maybe' } }))).toMatchObject({
    code: 'unknown-value',
    path: 'outcome.tpl',
  })
  expect(fault(check({ ...tap, reminders: [{ kind: 'payment' }] }))).toMatchObject({
    code: 'unknown-value',
    path: 'reminders[0].kind',
  })
})

test('a correction may take a time and an end away, and a wrong one is told apart from that', () => {
  const check = compileCheck(CorrectionRequest)
  expect(fault(check({ time: null, end: null }))).toBeUndefined()
  expect(fault(check({ start: null }))).toMatchObject({ path: 'start' })
  expect(fault(check({ time: '25:00' }))).toMatchObject({
    code: 'invalid-value',
    path: 'time',
    message: expect.stringContaining("'wall-time'"),
  })
})

test('instants need an offset and an existing day', () => {
  for (const good of [
    '2026-11-23T10:00:00Z',
    '2026-11-23T10:00+08:00',
    '2024-02-29T23:59:59.123456-05:30',
    '2026-11-25T00:00:00+14:00',
  ])
    expect(isInstant(good)).toBe(true)
  for (const bad of [
    '2026-11-23',
    '2026-11-23T10:00:00',
    '2025-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-11-23T25:00:00Z',
    '+012026-11-23T10:00:00Z',
    // No clock on earth is further than 14 hours from UTC, and PostgreSQL knows none from 16 on.
    '2026-11-25T00:00:00+16:00',
    '2026-11-25T00:00:00-14:01',
  ]) {
    expect(isInstant(bad)).toBe(false)
  }
})

test('civil days exist', () => {
  expect(['2024-02-29', '2025-02-29', '2026-1-1', '20260101', '2026-12-31'].map(isCivilDay)).toEqual([
    true,
    false,
    false,
    false,
    true,
  ])
})

test('a JSON pointer becomes the way people write a place', () => {
  expect(readablePath('')).toBe('')
  expect(readablePath('/entries/0/value/a~1b')).toBe('entries[0].value.a/b')
})

test('an announcement has an id and its sendAfter, a dry run neither', () => {
  const dry = { id: null, recipients: 3, state: 'dry-run' }
  const sendAfter = '2026-12-25T10:01:00.000Z'
  const created = { id: '6f1f2c1e-0000-4000-8000-000000000000', recipients: 3, state: 'scheduled', sendAfter }
  expect(compileCheck(AnnouncementDryRun)(dry)).toEqual({ value: dry })
  expect(compileCheck(AnnouncementCreated)(created)).toEqual({ value: created })
  expect(fault(compileCheck(AnnouncementDryRun)({ ...dry, sendAfter }))).toMatchObject({ path: 'sendAfter' })
  expect(fault(compileCheck(AnnouncementCreated)({ ...created, id: null }))).toMatchObject({ path: 'id' })
})
