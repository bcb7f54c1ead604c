import { sql } from 'kysely'
import { dropStrayGrants } from '../../src/grants/stray-grants'
import { processEvents, storeEvents } from '../../src/inbox/push-inbox'
import { type TestApp, testApp } from '../support/app'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.end())

const push = async (openid: string, type: 'popup' | 'change', status: string) => {
  const { database, log } = app.context
  const createdAt = new Date().toISOString()
  await storeEvents(database, [{ key: `${openid} ${type}`, type, openid, templateId: 'tpl-exam', status, createdAt }])
  await processEvents(database, log)
}
const age = async (days: number) => {
  for (const column of ['grants set recorded_at = recorded_at', 'grant_voids set before = before'])
    await app.context.pool.query(`update ${column} - interval '${days} days'`)
}
const known = async (table: 'grants' | 'grant_voids') => {
  const { rows } = await sql<{ openid: string }>`select openid from ${sql.table(table)} order by openid`.execute(
    app.context.database,
  )
  return rows.map(({ openid }) => openid)
}

it('what WeChat says of people who are not candidates goes after a week', async () => {
  const leaving = await app.as('leaving')
  await app.as('staying')
  await leaving('DELETE', '/v1/me')
  for (const openid of ['leaving', 'staying', 'not-yet-here']) {
    await push(openid, 'popup', 'accept')
    await push(openid, 'change', 'reject')
  }
  const everybody = ['leaving', 'not-yet-here', 'staying']
  await age(6)
  await dropStrayGrants(app.context.database)
  // An event may come before the login.
  expect([await known('grants'), await known('grant_voids')]).toEqual([everybody, everybody])
  await app.as('not-yet-here')
  await age(2)
  await dropStrayGrants(app.context.database)
  const candidates = ['not-yet-here', 'staying']
  expect([await known('grants'), await known('grant_voids')]).toEqual([candidates, candidates])
})
