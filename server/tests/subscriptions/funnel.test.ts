import { randomUUID } from 'node:crypto'
import { type TestApp, testApp } from '../support/app'
import { OPERATOR_TOKEN } from '../support/environment'

jest.setTimeout(60_000)

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.end())

const tap = (outcome: string, more: object = {}) => ({
  acceptanceId: randomUUID(),
  acceptedAt: '2026-11-20T10:00:00+08:00',
  outcome: { 'tpl-score-release': outcome },
  reminders: [{ kind: 'score-release', examYear: 2026 }],
  ...more,
})

it("tells the operator how many subscriptions came of a code's scene, each tap once", async () => {
  const authorization = `Bearer ${OPERATOR_TOKEN}`
  const code = { scene: 'r=54&c=bj01', page: 'pages/welcome/index' }
  expect((await app.call('POST', '/operator/v1/codes', code, { authorization })).statusCode).toBe(200)
  for (let scan = 0; scan < 3; scan++) await app.call('POST', '/v1/scans', { scene: code.scene })

  const person = await app.as('scanned')
  const first = tap('accept', { scene: code.scene })
  for (let report = 0; report < 2; report++) expect((await person('POST', '/v1/reminders', first)).statusCode).toBe(200)
  await (await app.as('refuses'))('POST', '/v1/reminders', tap('reject', { scene: code.scene }))
  await (await app.as('came by himself'))('POST', '/v1/reminders', tap('accept'))

  const { codes } = (await app.call('GET', '/operator/v1/codes', undefined, { authorization })).json()
  expect(codes).toEqual([expect.objectContaining({ scene: code.scene, scans: 3, subscriptions: 1 })])
})

it('a scene that no code can have is refused with its place', async () => {
  const person = await app.as('forger')
  const answer = await person('POST', '/v1/reminders', tap('accept', { scene: 'a%b' }))
  expect([answer.statusCode, answer.json().error.path]).toEqual([422, 'scene'])
})
