import { sql } from 'kysely'
import { parkTemplate } from '../../src/sending/parked-templates'
import { type Stage, stage, waitingForLocks } from '../support/stage'

let s: Stage
beforeAll(async () => {
  s = await stage()
})
beforeEach(() => s.reset())
afterAll(() => s.end())

const FAULT = { errcode: 47003, message: 'argument invalid' }
const park = () => parkTemplate(s.context, 'tpl-exam', FAULT)
const resume = async () =>
  expect((await s.operator('POST', '/operator/v1/templates/tpl-exam/resume')).statusCode).toBe(200)
const parked = () => s.context.database.selectFrom('parked_templates').select('template_id').execute()
const alerted = async () =>
  (await s.context.database.selectFrom('audit_entries').select('action').execute()).filter(
    ({ action }) => action === 'template-parked',
  ).length

it('a template is not parked without the operator being alerted', async () => {
  const { database } = s.context
  await sql`alter table audit_entries add constraint full_disk check (false) not valid`.execute(database)
  try {
    await expect(park()).rejects.toThrow('full_disk')
  } finally {
    await sql`alter table audit_entries drop constraint full_disk`.execute(database)
  }
  expect(await parked()).toEqual([])
})

it('a template that is parked again is alerted again, also when a late answer crossed the resuming', async () => {
  const { database } = s.context
  await park()
  // As a process left it that was killed before it had told anybody.
  await sql`delete from alerts`.execute(database)
  let both: Promise<unknown> | undefined
  await database
    .transaction()
    .execute(async transaction => {
      await sql`insert into alerts values ('parked tpl-exam', now())`.execute(transaction)
      const late = park()
      await waitingForLocks(s, 1)
      const resumed = resume()
      both = Promise.all([late, resumed])
      await Promise.race([resumed, waitingForLocks(s, 2)])
      throw new Error('nobody told')
    })
    .catch(error => expect(error.message).toBe('nobody told'))
  await both
  expect(await parked()).toEqual([])
  const before = await alerted()
  await park()
  expect(await alerted()).toBe(before + 1)
})
