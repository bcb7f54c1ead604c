import { randomUUID } from 'node:crypto'
import { type TestApp, testApp } from '../support/app'

jest.setTimeout(60_000)

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.end())

type Person = Awaited<ReturnType<TestApp['as']>>

const ask = (person: Person, reminders: unknown[]) =>
  person('POST', '/v1/reminders', {
    acceptanceId: randomUUID(),
    acceptedAt: '2026-11-20T10:00:00+08:00',
    outcome: {},
    reminders,
  })

const score = { kind: 'score-release', examYear: 2026 }

it('a reminder is one, however often it is asked for; its latest region wins', async () => {
  const person = await app.as('twice')
  const first = (
    await ask(person, [
      { ...score, region: '西藏' },
      { ...score, region: '湖南' },
    ])
  ).json()
  expect(first.reminders).toEqual([{ id: expect.any(String), ...score, region: '湖南', state: 'waiting' }])
  const second = (await ask(person, [score])).json()
  expect(second.reminders).toEqual([{ id: first.reminders[0].id, ...score, state: 'waiting' }])
})

it('kinds, exam years and endorsements are told apart', async () => {
  const person = await app.as('several')
  const wanted = [
    score,
    { ...score, examYear: 2027 },
    { kind: 'endorsement-expiry', endorsementId: 'a' },
    { kind: 'endorsement-expiry', endorsementId: 'b' },
    { kind: 'last-chance' },
  ]
  expect((await ask(person, wanted)).json().reminders).toHaveLength(5)
})

it.each([
  ['+14:00', '2026-11-20T14:00:00+14:00'],
  ['-12:00', '2026-11-19T12:00:00-12:00'],
])('a tap at %s is the instant that it says', async (offset, acceptedAt) => {
  const person = await app.as(`far-away${offset}`)
  const acceptanceId = randomUUID()
  const tap = { acceptanceId, acceptedAt, outcome: { 'tpl-score-release': 'accept' }, reminders: [score] }
  expect((await person('POST', '/v1/reminders', tap)).json().grants).toEqual({ 'tpl-score-release': 1 })
  const { rows } = await app.context.pool.query('select accepted_at from acceptances where id = $1', [acceptanceId])
  expect(rows).toEqual([{ accepted_at: new Date('2026-11-20T00:00:00Z') }])
})

it('a tap at an offset that does not exist is refused', async () => {
  const person = await app.as('from-nowhere')
  const tap = { acceptanceId: randomUUID(), acceptedAt: '2026-11-25T00:00:00+16:00', outcome: {}, reminders: [score] }
  const answer = await person('POST', '/v1/reminders', tap)
  expect([answer.statusCode, answer.json().error]).toEqual([
    422,
    { code: 'invalid-value', path: 'acceptedAt', message: expect.any(String) },
  ])
})

it.each([
  [{ kind: 'score-release' }, 'missing-field', 'reminders[1].examYear'],
  [{ kind: 'endorsement-expiry' }, 'missing-field', 'reminders[1].endorsementId'],
  [{ ...score, region: '火星' }, 'unknown-value', 'reminders[1].region'],
  [{ kind: 'horoscope' }, 'unknown-value', 'reminders[1].kind'],
])('refuses %j and stores nothing', async (wanted, code, path) => {
  const person = await app.as(`refused-${code}-${path}`)
  const answer = await ask(person, [score, wanted])
  expect(answer.statusCode).toBe(422)
  expect(answer.json().error).toMatchObject({ code, path })
  expect((await person('GET', '/v1/reminders')).json().reminders).toEqual([])
})

it('cancels, and asks again', async () => {
  const person = await app.as('changing')
  const [{ id }] = (await ask(person, [score])).json().reminders
  expect((await person('DELETE', `/v1/reminders/${id}`)).statusCode).toBe(204)
  expect((await person('DELETE', `/v1/reminders/${id}`)).statusCode).toBe(204)
  expect((await person('GET', '/v1/reminders')).json().reminders[0]).toMatchObject({ id, state: 'cancelled' })
  expect((await ask(person, [score])).json().reminders).toEqual([{ id, ...score, state: 'waiting' }])
})

it('nobody reads or cancels another person’s reminder', async () => {
  const owner = await app.as('owner')
  const stranger = await app.as('stranger')
  const [{ id }] = (await ask(owner, [score])).json().reminders
  expect((await stranger('GET', '/v1/reminders')).json().reminders).toEqual([])
  expect((await stranger('DELETE', `/v1/reminders/${id}`)).statusCode).toBe(404)
  expect((await stranger('DELETE', '/v1/reminders/not-an-id')).statusCode).toBe(404)
  expect((await app.call('GET', '/v1/reminders')).statusCode).toBe(401)
  expect((await owner('GET', '/v1/reminders')).json().reminders[0].state).toBe('waiting')
})

it('an acceptance posted again changes nothing, not even with other reminders in it', async () => {
  const person = await app.as('repeating')
  const body = { acceptanceId: randomUUID(), acceptedAt: '2026-11-20T10:00:00+08:00', outcome: {}, reminders: [score] }
  await person('POST', '/v1/reminders', body)
  const again = await person('POST', '/v1/reminders', { ...body, reminders: [{ ...score, region: '西藏' }] })
  expect(again.statusCode).toBe(200)
  expect(again.json().reminders).toEqual([{ id: expect.any(String), ...score, state: 'waiting' }])
})

it('the export shows reminders, grants and every tap', async () => {
  const person = await app.as('exporting')
  await ask(person, [score])
  const exported = (await person('GET', '/v1/me/export')).json()
  expect(exported.reminders).toEqual({
    reminders: [expect.objectContaining({ ...score, state: 'waiting' })],
    grants: {},
  })
  expect(exported.acceptances).toEqual([{ id: expect.any(String), acceptedAt: expect.any(String), outcome: {} }])
})

const grantsOf = async (person: Person) => (await person('GET', '/v1/reminders')).json().grants

describe('a tap whose reminders are refused', () => {
  const body = (reminders: unknown[]) => ({
    acceptanceId: randomUUID(),
    acceptedAt: '2026-11-20T10:00:00+08:00',
    outcome: { 'tpl-score-release': 'accept' },
    reminders,
  })

  it('keeps its grant; corrected, it brings the reminders, and the grant is one', async () => {
    const person = await app.as('corrected')
    const tap = body([{ ...score, region: '火星' }])
    for (let i = 0; i < 2; i++) expect((await person('POST', '/v1/reminders', tap)).statusCode).toBe(422)
    expect((await person('GET', '/v1/reminders')).json()).toEqual({ reminders: [], grants: { 'tpl-score-release': 1 } })
    const corrected = await person('POST', '/v1/reminders', { ...tap, reminders: [{ ...score, region: '西藏' }] })
    expect(corrected.json()).toEqual({
      reminders: [{ id: expect.any(String), ...score, region: '西藏', state: 'waiting' }],
      grants: { 'tpl-score-release': 1 },
    })
    const again = await person('POST', '/v1/reminders', { ...tap, reminders: [{ ...score, region: '湖南' }] })
    expect(again.json()).toEqual(corrected.json())
  })

  it('of a kind that is not offered keeps its grant too', async () => {
    const { exam, ...offered } = app.context.environment.templates
    app.context.environment.templates = offered
    const person = await app.as('not-offered')
    const answer = await person('POST', '/v1/reminders', body([score, { kind: 'exam', examYear: 2027 }]))
    app.context.environment.templates = { ...offered, exam }
    expect(answer.json().error).toMatchObject({ code: 'kind-not-offered', path: 'reminders[1].kind' })
    expect(await grantsOf(person)).toEqual({ 'tpl-score-release': 1 })
  })
})

describe('reminders of one person', () => {
  const endorsements = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => ({ kind: 'endorsement-expiry', endorsementId: `e-${from + i}` }))

  it('stand up to 200; one more is refused with its tap kept, those that stand may be sent again', async () => {
    const person = await app.as('hoarder')
    for (let from = 0; from < 200; from += 50) expect((await ask(person, endorsements(from, 50))).statusCode).toBe(200)
    const refused = await person('POST', '/v1/reminders', {
      acceptanceId: randomUUID(),
      acceptedAt: '2026-11-20T10:00:00+08:00',
      outcome: { 'tpl-endorsement-expiry': 'accept' },
      reminders: endorsements(199, 2),
    })
    expect(refused.statusCode).toBe(422)
    expect(refused.json().error).toMatchObject({ code: 'too-many', path: 'reminders' })
    expect(await grantsOf(person)).toEqual({ 'tpl-endorsement-expiry': 1 })
    expect((await ask(person, endorsements(150, 50))).json().reminders).toHaveLength(200)
    const [{ id }] = (await person('GET', '/v1/reminders')).json().reminders
    await person('DELETE', `/v1/reminders/${id}`)
    expect((await ask(person, endorsements(200, 1))).statusCode).toBe(200)
    expect((await ask(person, endorsements(0, 1))).statusCode).toBe(422)
  })

  it('do not pass 200 by being asked for at the same moment', async () => {
    const person = await app.as('hasty-hoarder')
    const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => ask(person, endorsements(i * 50, 50))))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 200, 200, 200, 422, 422, 422, 422])
  })

  it('are 2,000 in all, cancelled ones included', async () => {
    const person = await app.as('fickle')
    await ask(person, endorsements(0, 1))
    await app.context.pool.query(`
      insert into reminders (candidate_id, kind, endorsement_id, open_since, cancelled_at)
      select c.id, 'endorsement-expiry', 'e-' || i, now(), now() from candidates c, generate_series(1, 1999) i where c.openid = 'fickle'`)
    expect((await ask(person, endorsements(2000, 1))).json().error).toMatchObject({
      code: 'too-many',
      path: 'reminders',
    })
    expect((await ask(person, endorsements(5, 1))).statusCode).toBe(200)
  })
})
