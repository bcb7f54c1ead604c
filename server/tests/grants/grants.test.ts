import { randomUUID } from 'node:crypto'
import { processEvents, storeEvents } from '../../src/inbox/push-inbox'
import type { SubscriptionEvent } from '../../src/wechat/push-events'
import { type TestApp, testApp } from '../support/app'

jest.setTimeout(60_000)

const T0 = Date.parse('2026-11-01T08:00:00Z')
const at = (seconds: number) => new Date(T0 + seconds * 1000).toISOString()

let app: TestApp
let person: Awaited<ReturnType<TestApp['as']>>
let count = 0
let openid: string

beforeAll(async () => {
  app = await testApp()
})
beforeEach(async () => {
  openid = `person-${count++}`
  person = await app.as(openid)
})
afterAll(() => app.end())

const report = (seconds: number, outcome = 'accept', acceptanceId: string = randomUUID()) =>
  person('POST', '/v1/reminders', {
    acceptanceId,
    acceptedAt: at(seconds),
    outcome: { 'tpl-score-release': outcome },
    reminders: [],
  })

async function event(type: SubscriptionEvent['type'], seconds: number, status: string): Promise<void> {
  const createdAt = at(seconds)
  const { database, log } = app.context
  await storeEvents(database, [{ key: randomUUID(), type, openid, templateId: 'tpl-score-release', createdAt, status }])
  await processEvents(database, log)
}

const grants = async (): Promise<number> =>
  (await person('GET', '/v1/reminders')).json().grants['tpl-score-release'] ?? 0

describe('one tap is one grant', () => {
  it('however often it is reported', async () => {
    const id = randomUUID()
    await report(0, 'accept', id)
    await report(0, 'accept', id)
    expect((await report(500, 'accept', id)).json().grants).toEqual({ 'tpl-score-release': 1 })
  })

  it('also when the same report arrives ten times at once', async () => {
    const id = randomUUID()
    await Promise.all(Array.from({ length: 10 }, () => report(0, 'accept', id)))
    expect(await grants()).toBe(1)
  })

  it('even if somebody else has used the same id', async () => {
    const id = randomUUID()
    await report(0, 'accept', id)
    openid = `${openid}-other`
    person = await app.as(openid)
    await report(0, 'accept', id)
    expect(await grants()).toBe(1)
  })

  it('whether WeChat or the phone tells first', async () => {
    await report(0)
    await event('popup', 120, 'accept')
    expect(await grants()).toBe(1)
    await event('popup', 1000, 'accept')
    await report(880)
    expect(await grants()).toBe(2)
    await report(5000)
    await event('popup', 5121, 'accept')
    expect(await grants()).toBe(4)
  })

  it('in whatever order the halves of several taps come', async () => {
    for (const step of [0, 200]) await report(step)
    await event('popup', 100, 'accept')
    await event('popup', 0, 'accept')
    await report(100)
    await event('popup', 200, 'accept')
    expect(await grants()).toBe(3)
  })

  it('also when both halves arrive in the same moment', async () => {
    await Promise.all([report(0), event('popup', 1, 'accept'), report(300), event('popup', 299, 'accept')])
    expect(await grants()).toBe(2)
  })

  it('never of the future, whatever the phone’s clock says', async () => {
    await person('POST', '/v1/reminders', {
      acceptanceId: randomUUID(),
      acceptedAt: '2099-01-01T00:00:00Z',
      outcome: { 'tpl-score-release': 'accept' },
      reminders: [],
    })
    const { accepted_at } = await app.context.database
      .selectFrom('grants')
      .select('accepted_at')
      .where('openid', '=', openid)
      .executeTakeFirstOrThrow()
    expect(accepted_at.getTime()).toBeLessThan(Date.parse('2099-01-01'))
  })

  it('and only for templates that are ours', async () => {
    const answer = await person('POST', '/v1/reminders', {
      acceptanceId: randomUUID(),
      acceptedAt: at(0),
      outcome: { strange: 'accept' },
      reminders: [],
    })
    expect(answer.json().grants).toEqual({})
  })
})

describe('a reject', () => {
  it('in a report or a popup adds and voids nothing', async () => {
    await report(0)
    await report(200, 'reject')
    await report(400, 'ban')
    await event('popup', 600, 'reject')
    expect(await grants()).toBe(1)
  })

  it('in the settings voids what was accepted before it, and only that', async () => {
    await report(0)
    await report(400)
    await event('change', 400, 'reject')
    expect(await grants()).toBe(1)
  })

  it('in the settings also voids what is reported only later', async () => {
    await event('change', 400, 'reject')
    await report(0)
    expect(await grants()).toBe(0)
    await report(400)
    expect(await grants()).toBe(1)
  })
})

it('at most 50 unspent grants are believed', async () => {
  for (let i = 0; i < 53; i++) await report(i * 300)
  expect(await grants()).toBe(50)
})

it('a repeated event changes nothing', async () => {
  const { database, log } = app.context
  const same: SubscriptionEvent = {
    key: `twice-${openid}`,
    type: 'popup',
    openid,
    templateId: 'tpl-score-release',
    createdAt: at(0),
    status: 'accept',
  }
  expect(await storeEvents(database, [same])).toBe(1)
  await processEvents(database, log)
  expect(await storeEvents(database, [same])).toBe(0)
  await processEvents(database, log)
  expect(await grants()).toBe(1)
})

it('an event that cannot be processed holds up none of the others', async () => {
  const { database, log } = app.context
  const good = { type: 'popup', openid, templateId: 'tpl-score-release', status: 'accept' } as const
  await storeEvents(database, [
    { ...good, key: `bad-${openid}`, createdAt: 'no instant' },
    { ...good, key: `good-${openid}`, createdAt: at(0) },
  ])
  for (let i = 0; i < 6; i++) await processEvents(database, log)
  expect(await grants()).toBe(1)
  const waiting = await database.selectFrom('push_events').select('id').where('processed_at', 'is', null).execute()
  expect(waiting).toEqual([])
})
