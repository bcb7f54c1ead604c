import { sql } from 'kysely'
import { type TestApp, testApp } from '../support/app'
import { OPERATOR_TOKEN } from '../support/environment'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
  // Nothing can be put on record.
  await sql`alter table audit_entries add constraint full_disk check (false) not valid`.execute(app.context.database)
})
afterAll(() => app.end())

const operator = (method: string, url: string, body?: unknown) =>
  app.call(method, `/operator/v1${url}`, body, { authorization: `Bearer ${OPERATOR_TOKEN}` })

describe('what cannot be put on record is not done:', () => {
  it('an unconfirmed delivery is not sent again', async () => {
    const { database } = app.context
    await sql`insert into deliveries (reminder_id, openid, template_id, state, attempted_at)
      values (1, 'a', 'tpl-exam', 'unconfirmed', now())`.execute(database)
    expect((await operator('POST', '/deliveries/1/resend')).statusCode).toBe(500)
    const { state } = await database.selectFrom('deliveries').select('state').executeTakeFirstOrThrow()
    expect(state).toBe('unconfirmed')
  })

  it('a parked template stays parked, and its alert told', async () => {
    const { database } = app.context
    await sql`insert into parked_templates values ('tpl-exam', 47003, 'argument invalid', now())`.execute(database)
    await sql`insert into alerts values ('parked tpl-exam', now())`.execute(database)
    expect((await operator('POST', '/templates/tpl-exam/resume')).statusCode).toBe(500)
    expect((await operator('GET', '/templates')).json().parked).toHaveLength(1)
    expect(await database.selectFrom('alerts').select('key').execute()).toEqual([{ key: 'parked tpl-exam' }])
  })

  it('a code is not kept', async () => {
    expect((await operator('POST', '/codes', { scene: '54', page: 'pages/progress/index' })).statusCode).toBe(500)
    expect((await operator('GET', '/codes')).json().codes).toEqual([])
  })
})
