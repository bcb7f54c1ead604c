import { TICKS, tickId } from '@zhuan/exam'
import {
  ANNOUNCED_KINDS,
  APP_ENDPOINTS,
  DATED_KINDS,
  ExamYear,
  OPERATOR_ENDPOINTS,
  PERSONAL_KINDS,
  PROCESS_ENDPOINTS,
  RECORD_ID,
  RECORD_KEY,
  REMINDER_KINDS,
  REMINDER_NEEDS,
  REMINDERS_ENDED_BY,
  refusalsOf,
  routes,
} from '../src'
import { checklistKey, endorsementKey, sittingKey } from '../src/record'

test('every kind of reminder fires in some way, and only personal ones need a synced record', () => {
  const fires = new Set<string>([...ANNOUNCED_KINDS, ...Object.keys(DATED_KINDS), ...PERSONAL_KINDS])
  expect([...fires].sort()).toEqual([...REMINDER_KINDS].sort())
  for (const kind of REMINDER_KINDS)
    expect([kind, REMINDER_NEEDS[kind].syncedRecord]).toEqual([
      kind,
      (PERSONAL_KINDS as readonly string[]).includes(kind),
    ])
})

test('the keys of a record are those of its years and ids', () => {
  const years = Array.from({ length: 200 }, (_, index) => 1950 + index)
  expect(years.filter(year => RECORD_KEY.test(sittingKey(year)))).toEqual(
    years.filter(year => year >= ExamYear.minimum! && year <= ExamYear.maximum!),
  )
  for (const id of ['a', '0-z', 'a'.repeat(36), '', 'A', 'a'.repeat(37), 'ä'])
    for (const key of [endorsementKey(id), checklistKey(id)])
      expect([key, RECORD_KEY.test(key)]).toEqual([key, new RegExp(RECORD_ID).test(id)])
})

test('each path of the vocabulary is one route, and the other way round', () => {
  const endpoints = { ...APP_ENDPOINTS, ...OPERATOR_ENDPOINTS, ...PROCESS_ENDPOINTS }
  expect(
    Object.fromEntries(Object.entries(routes).map(([name, { method, path }]) => [name, `${method} ${path}`])),
  ).toEqual(endpoints)
  expect(new Set(Object.values(endpoints)).size).toBe(Object.keys(endpoints).length)
})

test.each(Object.entries(routes))(
  '%s declares what stands in its path, and who may call it where',
  (_name, declared) => {
    const route = declared as typeof declared & { params?: unknown; body?: unknown }
    expect(route.path.includes(':id')).toBe(route.params !== undefined)
    expect(route.path.startsWith('/operator/')).toBe(route.caller === 'operator')
    expect(route.caller === 'wechat').toBe(route.path.startsWith('/wechat/'))
    if (route.method === 'GET') expect(route.body).toBeUndefined()
    expect(Object.keys(route.responses).every(status => Number(status) >= 200 && Number(status) < 400)).toBe(true)
  },
)

test('a route may refuse with what its kind may, and with its own', () => {
  expect(refusalsOf(routes.getTemplates)[401]).toBeUndefined()
  expect(refusalsOf(routes.getTemplates)[422]).toBeUndefined()
  expect(refusalsOf(routes.openSession)[401]).toEqual(['code-refused'])
  expect(refusalsOf(routes.correctAnnouncement)).toMatchObject({
    401: ['unauthorized'],
    404: ['not-found'],
    409: ['cancelled'],
    422: expect.arrayContaining(['cannot-change', 'out-of-range']),
  })
})

describe('what is ticked off', () => {
  it.each(TICKS)('%s has a key of the record, and ends reminders of its own exam year only', tick => {
    expect(checklistKey(tickId(tick, 2027))).toMatch(RECORD_KEY)
    const ends = REMINDERS_ENDED_BY[tick]
    expect(new Set(ends).size).toBe(ends.length)
    // Endorsements and the registration of a certificate have nothing to do with a year's exam.
    expect(ends).not.toContain('endorsement-expiry')
    expect(ends).not.toContain('certificate-registration')
  })
})
