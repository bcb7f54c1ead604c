import { sql } from 'kysely'
import { Registry } from 'prom-client'
import { composeRoutes, startBackground } from '../../src/compose'
import type { Context } from '../../src/context'
import { testEnvironment } from '../support/environment'
import { rowsNaming } from '../support/rows-naming'
import { eventually, type Stage, stage } from '../support/stage'
import { seal, signedUrl } from '../wechat/support/push'

const account = testEnvironment().wechat
const PLATFORM = 'o-platform'
const LEAVING = 'o-leaving'

let s: Stage
beforeAll(async () => {
  s = await stage({ environment: { logLevel: 'info' } })
})
beforeEach(() => s.reset())
afterAll(() => s.end())

const seconds = (at: Date) => Math.floor(at.getTime() / 1000)

/** As WeChat pushes it in safe mode; the status that it is answered with. */
async function push(message: string): Promise<number> {
  const encrypted = seal(message, account)
  const { statusCode } = await s.app.inject({
    method: 'POST',
    url: signedUrl(account, s.context.clock.now(), { encrypted }),
    payload: JSON.stringify({ ToUserName: 'gh_1', Encrypt: encrypted }),
    headers: { 'content-type': 'application/json' },
  })
  return statusCode
}

const departure = (Event: string, more: Record<string, unknown> = {}) => ({
  ToUserName: 'gh_1',
  FromUserName: PLATFORM,
  CreateTime: seconds(s.context.clock.now()) + 60,
  MsgType: 'event',
  Event,
  OpenID: LEAVING,
  AppID: account.appId,
  ...more,
})

const pushJson = (fields: object) => push(JSON.stringify(fields))

/** Until nothing that was pushed waits any more. */
const processed = () =>
  eventually(
    async () =>
      Number((await sql`select from push_events where processed_at is null`.execute(s.context.database)).rows.length),
    waiting => waiting === 0,
  )
const people = async () =>
  (await s.context.database.selectFrom('candidates').select('openid').orderBy('openid').execute()).map(
    ({ openid }) => openid,
  )
const notes = async (action: string) =>
  s.context.database.selectFrom('audit_entries').selectAll().where('action', '=', action).execute()

/** Somebody with reminders, grants, a share and a synced record. */
async function settle(openid: string) {
  const person = await s.tap(openid, [{ kind: 'score-release', examYear: 2026 }], { grants: 2 })
  const card = {
    level: 'full',
    specialty: 'other',
    passedCount: 0,
    required: 4,
    subjects: ['law', 'management', 'technology', 'practice'].map(subject => ({ subject, status: 'not-passed' })),
  }
  const shared = await person('POST', '/v1/shares', { showMarks: false, card })
  expect(shared.statusCode).toBeLessThan(300)
  return { person, share: shared.json().id as string }
}

it.each([
  ['user_authorization_cancellation', 'cancellation'],
  ['user_authorization_revoke', 'revoke'],
])('%s deletes that person and nobody else, and is noted without a name', async (event, reason) => {
  const { person, share } = await settle(LEAVING)
  await settle('o-staying')
  await s.work()
  expect(await pushJson(departure(event, { RevokeInfo: '6' }))).toBe(200)
  await eventually(people, left => left.join() === 'o-staying')
  await processed()
  expect(await rowsNaming(s.context.database, LEAVING)).toEqual([])
  expect((await person('GET', '/v1/reminders')).statusCode).toBe(401)
  expect((await s.call('GET', `/v1/shares/${share}`)).statusCode).toBe(410)
  expect(await notes('candidate-deleted')).toEqual([
    expect.objectContaining({ actor: 'system', subject: null, details: expect.objectContaining({ reason }) }),
  ])
  expect(s.context.logged.join('')).not.toContain(LEAVING)
})

it('a process that only sends deletes all of it, too', async () => {
  const { share } = await settle(LEAVING)
  const worker: Context = {
    ...s.context,
    environment: { ...s.context.environment, role: 'work' },
    metrics: new Registry(),
    onForget: [],
  }
  expect(composeRoutes(worker)).toEqual([])
  const stop = await startBackground(worker)
  await pushJson(departure('user_authorization_cancellation'))
  await eventually(people, left => left.length === 0)
  await processed()
  await stop()
  expect(await rowsNaming(s.context.database, LEAVING)).toEqual([])
  expect((await s.call('GET', `/v1/shares/${share}`)).statusCode).toBe(410)
})

it('is understood in XML, and as in the JSON of the documentation, whose names begin with a blank', async () => {
  await settle(LEAVING)
  await settle('o-leaving-too')
  await s.work()
  const at = seconds(s.context.clock.now()) + 60
  const cdata = (name: string, text: string) => `<${name}><![CDATA[${text}]]></${name}>`
  await push(
    `<xml>${cdata('ToUserName', 'gh_1')}${cdata('FromUserName', PLATFORM)}<CreateTime>${at}</CreateTime>${cdata('MsgType', 'event')}${cdata('Event', 'user_authorization_revoke')}${cdata('OpenID', LEAVING)}${cdata('AppID', account.appId)}${cdata('RevokeInfo', '1')}</xml>`,
  )
  await pushJson(departure('user_authorization_revoke', { OpenID: undefined, ' OpenID': 'o-leaving-too' }))
  await eventually(people, left => left.length === 0)
})

it('pushed again and again, by several workers, it is done and noted once', async () => {
  await settle(LEAVING)
  await Promise.all([s.work(), s.work()])
  for (let i = 0; i < 3; i++) expect(await pushJson(departure('user_authorization_cancellation'))).toBe(200)
  await eventually(people, left => left.length === 0)
  expect(await pushJson(departure('user_authorization_cancellation'))).toBe(200)
  await processed()
  expect(await notes('candidate-deleted')).toHaveLength(1)
  expect(await rowsNaming(s.context.database, LEAVING)).toEqual([])
})

it('a repetition does not delete who has come back since', async () => {
  const before = s.context.clock.now()
  await s.work()
  s.context.clock.set('2026-12-25T13:00:00+08:00')
  await settle(LEAVING)
  await pushJson(departure('user_authorization_revoke', { CreateTime: seconds(before) }))
  await processed()
  expect(await people()).toEqual([LEAVING])
  expect(await notes('candidate-deleted')).toEqual([])
})

it('of somebody who never logged in, what WeChat has told is forgotten', async () => {
  await pushJson({
    FromUserName: LEAVING,
    CreateTime: seconds(s.context.clock.now()),
    MsgType: 'event',
    Event: 'subscribe_msg_popup_event',
    List: { TemplateId: 'tpl-exam', SubscribeStatusString: 'accept', PopupScene: '0' },
  })
  await s.work()
  await processed()
  expect(await rowsNaming(s.context.database, LEAVING)).toContain('grants')
  await pushJson(departure('user_authorization_cancellation'))
  await eventually(
    () => rowsNaming(s.context.database, LEAVING),
    tables => tables.length === 0,
  )
})

it('one that names nobody changes nothing and is told in the log', async () => {
  await settle('o-staying')
  await s.work()
  expect(await pushJson(departure('user_authorization_revoke', { OpenID: undefined, OpenPID: 'p' }))).toBe(200)
  expect(await people()).toEqual(['o-staying'])
  expect(s.context.logged.some(line => line.includes('not as WeChat documents'))).toBe(true)
})

it('a changed nickname or picture changes nothing: none is kept', async () => {
  const { person, share } = await settle(LEAVING)
  await s.work()
  const before = await rowsNaming(s.context.database, LEAVING)
  for (let i = 0; i < 2; i++) expect(await pushJson(departure('user_info_modified', { RevokeInfo: '1' }))).toBe(200)
  // Whatever comes after it is processed after it.
  await pushJson(departure('user_authorization_cancellation', { OpenID: 'o-somebody-else' }))
  await processed()
  expect(await rowsNaming(s.context.database, LEAVING)).toEqual(before)
  expect((await person('GET', '/v1/reminders')).statusCode).toBe(200)
  expect((await s.call('GET', `/v1/shares/${share}`)).statusCode).toBe(200)
  expect(await notes('candidate-deleted')).toEqual([])
})

it('a deletion that WeChat orders and one that the person asks for do not block each other', async () => {
  const { person } = await settle(LEAVING)
  await s.work()
  const [status, answer] = await Promise.all([
    pushJson(departure('user_authorization_cancellation')),
    person('DELETE', '/v1/me'),
  ])
  expect(status).toBe(200)
  expect([204, 401]).toContain(answer.statusCode)
  await processed()
  expect(await rowsNaming(s.context.database, LEAVING)).toEqual([])
})

it('a penalty becomes one alert with the words of WeChat; a later step of the same one another', async () => {
  await s.work()
  const penalty = {
    Event: 'wxa_punish_event',
    event_type: 1,
    punish_id: '7001',
    appid: account.appId,
    punish_time: 1764100000,
    illegal_reason: '诱导分享',
    rule_name: '《微信小程序平台运营规范》',
    rule_url: 'https://developers.weixin.qq.com/miniprogram/product/',
    adjust_guide_url: 'https://example.org/appeal',
    detail: '{"warned_type":3}',
  }
  for (let i = 0; i < 2; i++) expect(await pushJson(penalty)).toBe(200)
  await pushJson({ ...penalty, event_type: 3 })
  await processed()
  const raised = await notes('mini-program-punished')
  expect(raised.map(({ details }) => (details as Record<string, unknown>).event_type).sort()).toEqual(['1', '3'])
  expect(raised[0]).toMatchObject({
    actor: 'system',
    subject: '7001',
    details: { illegal_reason: '诱导分享', adjust_guide_url: 'https://example.org/appeal' },
  })
  expect(s.context.logged.some(line => line.includes('"alert":"mini-program-punished"'))).toBe(true)
})

it('a penalty of which nothing can be read is still an alert', async () => {
  await s.work()
  await pushJson({ Event: 'wxa_punish_event', punish_id: { a: 1 }, detail: ['x'] })
  await eventually(
    () => notes('mini-program-punished'),
    raised => raised.length === 1,
  )
})
