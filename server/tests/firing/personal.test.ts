import { sql } from 'kysely'
import { firePersonal } from '../../src/firing/personal'
import { type Stage, stage } from '../support/stage'

let s: Stage
beforeAll(async () => {
  s = await stage({ now: '2027-06-01T12:00:00+08:00' })
})
beforeEach(() => s.reset())
afterAll(() => s.end())

const at = (instant: string) => s.context.clock.set(`${instant}+08:00`)
const put = async (openid: string, entries: Record<string, object>) => {
  const updatedAt = s.context.clock.now().toISOString()
  const posted = Object.entries(entries).map(([key, value]) => ({ key, value, updatedAt }))
  const answer = await (await s.as(openid))('POST', '/v1/record', { since: 0, entries: posted })
  expect(answer.statusCode).toBe(200)
}
const endorsement = (endorsementId: string) => ({ kind: 'endorsement-expiry', endorsementId })
const DUE_ON_JUNE_13 = { appliedOn: '2027-06-01', days: 20 }
const fired = async () => {
  const { rows } = await sql<{ openid: string }>`select openid from deliveries order by openid`.execute(
    s.context.database,
  )
  return rows.map(({ openid }) => openid)
}

/** While `work` runs, whoever reads an entry for which the condition holds gets an error. */
async function unreadable(condition: string, work: () => Promise<void>): Promise<void> {
  const { pool } = s.context
  await pool.query(`
    create function readable(candidate bigint, entry text) returns boolean language plpgsql cost 1000000 as $$
    begin
      if ${condition} then raise exception 'cannot read % of %', entry, candidate; end if;
      return true;
    end $$;
    alter table record_entries rename to record_entries_kept;
    create view record_entries as select * from record_entries_kept where readable(candidate_id, key)`)
  try {
    await work()
  } finally {
    await pool.query(`
      drop view record_entries;
      alter table record_entries_kept rename to record_entries;
      drop function readable`)
  }
}

describe('firing from people’s own records', () => {
  it('reads nothing of a record but what the reminder is about', async () => {
    await s.tap('busy', [endorsement('job'), endorsement('invented')])
    await put('busy', {
      'endorsement:job': DUE_ON_JUNE_13,
      'endorsement:other': DUE_ON_JUNE_13,
      'checklist:download': { done: ['a'] },
      'sitting:2024': { examYear: 2024, marks: {} },
    })
    at('2027-06-13T10:00:00')
    await unreadable(`entry not in ('endorsement:job', 'endorsement:invented')`, async () => {
      expect(await firePersonal(s.context)).toBe(1)
    })
    expect(await fired()).toEqual(['busy'])
  })

  it('is not held up by a record that cannot be read', async () => {
    for (const openid of ['before', 'broken', 'behind']) {
      await s.tap(openid, [endorsement('job')])
      await put(openid, { 'endorsement:job': DUE_ON_JUNE_13 })
    }
    at('2027-06-13T10:00:00')
    const logged = jest.spyOn(s.context.log, 'error')
    const broken = `candidate = (select id from candidates where openid = 'broken')`
    await unreadable(broken, async () => {
      expect(await firePersonal(s.context)).toBe(2)
    })
    expect(await fired()).toEqual(['before', 'behind'])
    expect(logged).toHaveBeenCalledWith(expect.anything(), 'the record of a person cannot be read')
    logged.mockRestore()
    expect(await firePersonal(s.context)).toBe(1)
  })
})

describe('registering the certificate', () => {
  const wanted = [{ kind: 'certificate-registration', examYear: 2021 }]
  const list = async () =>
    (await (await s.as('holder'))('GET', '/v1/reminders'))
      .json()
      .reminders.map(({ id, ...reminder }: { id: string }) => reminder)
  const sent = () => sql`update deliveries set state = 'sent', sent_at = now()`.execute(s.context.database)

  beforeEach(async () => {
    await s.tap('holder', wanted)
    await put('holder', { certificate: { examYear: 2021, issuedOn: '2022-12-20' } })
    at('2027-06-20T10:00:00')
  })

  it('is told of once for one tap', async () => {
    expect(await firePersonal(s.context)).toBe(1)
    await sent()
    at('2027-09-20T10:00:00')
    expect(await firePersonal(s.context)).toBe(0)
  })

  it('is told of three months before as well for whom taps again after the first message', async () => {
    expect(await firePersonal(s.context)).toBe(1)
    await sent()
    await s.tap('holder', wanted)
    await s.tap('holder', wanted)
    const [first, second] = [{ ...wanted[0], state: 'sent', sentAt: expect.any(String) }, wanted[0]]
    expect(await list()).toEqual([first, { ...second, state: 'waiting' }])
    // The first day is still within its days of grace: it is not for the second message.
    expect(await firePersonal(s.context)).toBe(0)
    at('2027-09-20T10:00:00')
    expect(await firePersonal(s.context)).toBe(1)
    expect(await firePersonal(s.context)).toBe(0)
    await sent()
    at('2027-09-21T12:00:00')
    await s.tap('holder', wanted)
    expect(await firePersonal(s.context)).toBe(0)
    expect(await list()).toHaveLength(2)
  })

  it('keeps the second message cancelled when it is, and gives it back when asked', async () => {
    await firePersonal(s.context)
    await sent()
    const holder = await s.tap('holder', wanted)
    const [, { id }] = (await holder('GET', '/v1/reminders')).json().reminders
    expect((await holder('DELETE', `/v1/reminders/${id}`)).statusCode).toBe(204)
    at('2027-09-20T10:00:00')
    expect(await firePersonal(s.context)).toBe(0)
    at('2027-09-20T09:00:00')
    await s.tap('holder', wanted)
    at('2027-09-20T10:00:00')
    expect(await firePersonal(s.context)).toBe(1)
  })
})
