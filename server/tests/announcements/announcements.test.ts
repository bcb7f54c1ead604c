import { MILESTONE_KINDS } from '@zhuan/api'
import { chinaDay } from '../../src/clock'
import { type TestApp, testApp } from '../support/app'
import { OPERATOR_TOKEN } from '../support/environment'

jest.setTimeout(60_000)

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.end())

const operator = (method: string, url: string, body?: unknown, token = OPERATOR_TOKEN) =>
  app.call(method, `/operator/v1${url}`, body, { authorization: `Bearer ${token}` })

let year = 2030
const fresh = () => ({ kind: 'score-release', examYear: year++, region: null, source: 'https://example.org/notice' })
const calendarOf = async (examYear: number, region?: string) =>
  (await app.call('GET', `/v1/calendar?examYear=${examYear}${region ? `&region=${encodeURIComponent(region)}` : ''}`))
    .json()
    .milestones.find(({ kind }: { kind: string }) => kind === 'score-release')

describe('who may', () => {
  it.each(['', 'wrong', 'operator-token-for-testS', 'operator-token-for-tests '])(
    'is not somebody with the token %j',
    async token => {
      const answer = await operator('GET', '/audit', undefined, token)
      expect(answer.statusCode).toBe(401)
      expect(answer.json().error.code).toBe('unauthorized')
    },
  )

  it('nor a candidate', async () => {
    const person = await app.as('curious')
    expect((await person('GET', '/operator/v1/announcements')).statusCode).toBe(401)
  })
})

describe('a dry run', () => {
  it('tells the number and does nothing', async () => {
    const what = fresh()
    const answer = await operator('POST', '/announcements', { ...what, dryRun: true })
    expect([answer.statusCode, answer.json()]).toEqual([200, { id: null, recipients: 0, state: 'dry-run' }])
    expect(answer.headers['send-after']).toBe(new Date(app.context.clock.now().getTime() + 60_000).toISOString())
    const real = await operator('POST', '/announcements', what)
    expect(real.statusCode).toBe(202)
    expect(Object.keys(real.json()).sort()).toEqual(['id', 'recipients', 'sendAfter', 'state'])
  })

  it.each([null, '西藏'])('says of what is already announced for %s what the real one would say', async region => {
    const what = { ...fresh(), region }
    const { id } = (await operator('POST', '/announcements', what)).json()
    const real = await operator('POST', '/announcements', what)
    const dry = await operator('POST', '/announcements', { ...what, dryRun: true })
    expect([dry.statusCode, dry.json()]).toEqual([409, real.json()])
    const other = region === null ? '西藏' : null
    expect((await operator('POST', '/announcements', { ...what, region: other, dryRun: true })).statusCode).toBe(200)
    await operator('DELETE', `/announcements/${id}`)
    expect((await operator('POST', '/announcements', { ...what, dryRun: true })).statusCode).toBe(200)
  })
})

describe('an announcement', () => {
  it('waits for the undo window; until then the calendar stays', async () => {
    const what = { ...fresh(), start: '2030-12-26', time: '10:00' }
    const answer = await operator('POST', '/announcements', what)
    expect(answer.statusCode).toBe(202)
    const { id, state, sendAfter } = answer.json()
    expect(state).toBe('scheduled')
    expect(Date.parse(sendAfter) - app.context.clock.now().getTime()).toBe(60_000)
    expect((await calendarOf(what.examYear)).status).toBe('expected')
    app.context.clock.advance(60)
    expect(await calendarOf(what.examYear)).toMatchObject({ status: 'official', start: '2030-12-26', time: '10:00' })
    expect((await operator('GET', `/announcements/${id}`)).json()).toMatchObject({
      id,
      recipients: 0,
      sendAfter,
      counts: { planned: 0, sent: 0, refused: 0, failed: 0, unconfirmed: 0, cancelled: 0 },
    })
  })

  it('is one for its kind, year and region', async () => {
    const what = fresh()
    const first = await operator('POST', '/announcements', { ...what, region: '西藏' })
    expect(first.statusCode).toBe(202)
    const second = await operator('POST', '/announcements', { ...what, region: '西藏' })
    expect([second.statusCode, second.json().error.code]).toEqual([409, 'already-announced'])
    expect((await operator('POST', '/announcements', { ...what, region: '湖南' })).statusCode).toBe(202)
    expect((await operator('POST', '/announcements', what)).statusCode).toBe(202)
  })

  it.each(MILESTONE_KINDS)('may be of %s, as any row of the calendar', async kind => {
    const what = fresh()
    const answer = await operator('POST', '/announcements', { ...what, kind, start: `${what.examYear}-09-01` })
    expect([answer.statusCode, answer.json().state]).toEqual([202, 'scheduled'])
  })

  it.each(MILESTONE_KINDS)('of %s without a day is of the day on which people are told', async kind => {
    const what = { ...fresh(), kind }
    expect((await operator('POST', '/announcements', { ...what, dryRun: true })).statusCode).toBe(200)
    const announced = await operator('POST', '/announcements', what)
    expect(announced.statusCode).toBe(202)
    const { start, sendAfter } = (await operator('GET', `/announcements/${announced.json().id}`)).json()
    expect(start).toBe(chinaDay(new Date(sendAfter)))
  })

  it.each([
    ['exam', '2072-10-23', undefined, 'start'],
    ['exam', '2025-10-23', undefined, 'start'],
    ['registration', '2027-07-01', '2072-07-10', 'end'],
    ['score-release', '2072-12-26', undefined, 'start'],
  ])('of %s 2027 on %s to %s is refused, and so is a correction to it', async (kind, start, end, path) => {
    const what = { ...fresh(), kind, examYear: 2027, region: '海南' }
    const answer = await operator('POST', '/announcements', { ...what, start, end })
    expect([answer.statusCode, answer.json().error]).toEqual([
      422,
      { code: 'out-of-range', path, message: expect.stringContaining('expected a day near the exam year 2027') },
    ])
    const { id } = (await operator('POST', '/announcements', { ...what, start: '2028-02-01' })).json()
    const correction = await operator('PUT', `/announcements/${id}`, { start, end })
    expect([correction.statusCode, correction.json()]).toEqual([422, answer.json()])
    await operator('DELETE', `/announcements/${id}`)
  })

  it('is one also when two operators press at the same time', async () => {
    const what = fresh()
    const answers = await Promise.all([1, 2, 3].map(() => operator('POST', '/announcements', what)))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([202, 409, 409])
  })

  it.each([
    [{ region: '火星' }, 'region'],
    [{ start: '2026-12-26', end: '2026-12-25' }, 'end'],
    [{ start: '2026-02-30' }, 'start'],
    [{ kind: 'lottery' }, 'kind'],
    [{ source: '' }, 'source'],
    [{ surprise: true }, 'surprise'],
  ])('is refused with %j', async (change, path) => {
    const answer = await operator('POST', '/announcements', { ...fresh(), ...change })
    expect(answer.statusCode).toBe(422)
    expect(answer.json().error.path).toBe(path)
  })
})

describe('a correction', () => {
  it('moves the calendar and keeps the rest', async () => {
    const what = { ...fresh(), start: '2031-12-26', time: '10:00' }
    const { id } = (await operator('POST', '/announcements', what)).json()
    app.context.clock.advance(61)
    const answer = await operator('PUT', `/announcements/${id}`, { start: '2031-12-27' })
    expect(answer.json()).toMatchObject({ id, start: '2031-12-27', time: '10:00', source: what.source })
    expect(await calendarOf(what.examYear)).toMatchObject({ start: '2031-12-27', time: '10:00' })
  })

  it('takes a wrong time and a wrong end away, here and in the calendar', async () => {
    const what = { ...fresh(), start: '2031-12-26', end: '2031-12-27', time: '10:00' }
    const { id } = (await operator('POST', '/announcements', what)).json()
    app.context.clock.advance(61)
    expect(await calendarOf(what.examYear)).toMatchObject({ end: '2031-12-27', time: '10:00' })
    const answer = await operator('PUT', `/announcements/${id}`, { time: null, end: null })
    expect(answer.statusCode).toBe(200)
    for (const field of ['time', 'end']) expect(answer.json()).not.toHaveProperty(field)
    const milestone = await calendarOf(what.examYear)
    expect(milestone).toMatchObject({ start: '2031-12-26', end: '2031-12-26' })
    expect(milestone).not.toHaveProperty('time')
    expect((await operator('POST', '/announcements', { ...fresh(), time: null })).statusCode).toBe(422)
  })

  it('cannot turn it into another announcement', async () => {
    const { id } = (await operator('POST', '/announcements', fresh())).json()
    const answer = await operator('PUT', `/announcements/${id}`, { region: '西藏' })
    expect([answer.statusCode, answer.json().error]).toEqual([
      422,
      expect.objectContaining({ code: 'cannot-change', path: 'region' }),
    ])
    expect((await operator('PUT', '/announcements/00000000-0000-0000-0000-000000000000', {})).statusCode).toBe(404)
    expect((await operator('PUT', '/announcements/x', {})).statusCode).toBe(404)
  })
})

describe('cancelling', () => {
  it('within the undo window takes everything back, and it may be announced anew', async () => {
    const what = { ...fresh(), start: '2032-12-26' }
    const { id } = (await operator('POST', '/announcements', what)).json()
    const answer = await operator('DELETE', `/announcements/${id}`)
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      expect.objectContaining({ id, state: 'cancelled', retracted: true }),
    ])
    app.context.clock.advance(61)
    expect((await calendarOf(what.examYear)).status).toBe('expected')
    expect((await operator('DELETE', `/announcements/${id}`)).statusCode).toBe(200)
    expect((await operator('PUT', `/announcements/${id}`, { start: '2032-12-27' })).statusCode).toBe(409)
    expect((await operator('POST', '/announcements', what)).statusCode).toBe(202)
  })
})

it('every action of the operator is on record, the latest first', async () => {
  const what = fresh()
  const { id } = (await operator('POST', '/announcements', what)).json()
  await operator('PUT', `/announcements/${id}`, { time: '09:00' })
  await operator('DELETE', `/announcements/${id}`)
  const { entries } = (await operator('GET', '/audit')).json()
  expect(entries.slice(0, 3)).toEqual([
    expect.objectContaining({ actor: 'operator', action: 'announcement.cancelled', subject: id }),
    expect.objectContaining({ action: 'announcement.corrected', subject: id }),
    expect.objectContaining({
      action: 'announcement.created',
      subject: id,
      details: expect.objectContaining({ source: what.source, recipients: 0 }),
    }),
  ])
})

it('too many wrong tokens are 429, and never keep out the operator behind the same address', async () => {
  const from = (token: string) =>
    app.app.inject({
      url: '/operator/v1/audit',
      headers: { authorization: `Bearer ${token}` },
      remoteAddress: '203.0.113.7',
    })
  for (let i = 0; i < 20; i++) expect((await from(`guess-${i}`)).statusCode).toBe(401)
  expect((await from('guess-20')).statusCode).toBe(429)
  expect((await from(OPERATOR_TOKEN)).statusCode).toBe(200)
  expect((await from('guess-21')).statusCode).toBe(429)
})
