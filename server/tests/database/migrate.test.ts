import { copyFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { MIGRATIONS, migrate } from '../../src/database/migrate'
import { createTestDatabase, type TestDatabase } from '../support/database'

let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase({ empty: true })
})
const folders: string[] = []
afterEach(async () => {
  await database.drop()
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

async function query<T extends pg.QueryResultRow>(text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    return (await client.query<T>(text)).rows
  } finally {
    await client.end()
  }
}

async function folderWith(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'zhuan-migrations-'))
  folders.push(folder)
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
  return folder
}

test('processes that start together run every file once', async () => {
  const runs = await Promise.all([1, 2, 3, 4].map(() => migrate(database.url)))
  expect(runs.filter(names => names.length > 0)).toHaveLength(1)
  expect(runs.flat()).toEqual([...runs.flat()].sort())
  expect(await query('select name from migrations order by name')).toEqual(runs.flat().map(name => ({ name })))
})

test('a failing file changes nothing and is named', async () => {
  const folder = await folderWith({
    '001_good.sql': 'create table good (id int)',
    '002_bad.sql': 'create table half (id int); select nonsense',
  })
  await expect(migrate(database.url, { folder })).rejects.toMatchObject({
    code: 'migration-refused',
    message: expect.stringContaining('002_bad.sql'),
  })
  expect(
    await query("select to_regclass('good') is not null as good, to_regclass('half') is not null as half"),
  ).toEqual([{ good: true, half: false }])
  await writeFile(join(folder, '002_bad.sql'), 'create table half (id int)')
  expect(await migrate(database.url, { folder })).toEqual(['002_bad.sql'])
})

test('an older build refuses a newer database', async () => {
  await migrate(database.url, { folder: await folderWith({ '001_a.sql': 'select 1', '002_b.sql': 'select 1' }) })
  const older = await folderWith({ '001_a.sql': 'select 1' })
  await expect(migrate(database.url, { folder: older })).rejects.toThrow('002_b.sql, which this build does not know')
})

/** The schema as it was before a migration. */
async function migrateUpTo(number: string): Promise<void> {
  const folder = await folderWith({})
  for (const name of await readdir(MIGRATIONS))
    if (name < number) await copyFile(join(MIGRATIONS, name), join(folder, name))
  await migrate(database.url, { folder })
}

test('the second notice of a certificate gets a column of its own, whatever was asked for before', async () => {
  await migrateUpTo('010')
  await query(`
    insert into candidates (openid, created_at) values ('a', now()), ('b', now());
    insert into reminders (candidate_id, kind, exam_year, endorsement_id, standing_at, cancelled_at) values
      (1, 'certificate-registration', 2026, '', '2026-01-01Z', null),
      (1, 'certificate-registration', 2026, '~2', '2026-02-02Z', null),
      (1, 'certificate-registration', 0, '~2', '2026-02-03Z', '2026-02-04Z'),
      (2, 'certificate-registration', 2026, '~2', '2026-03-03Z', null),
      (2, 'endorsement-expiry', 0, 'work', '2026-04-04Z', null);
    insert into deliveries (reminder_id, openid, template_id, state) values (1, 'a', 't', 'sent'), (2, 'a', 't', 'due')`)
  expect(await migrate(database.url)).toContain('010_open_reminders.sql')
  const rows = await query(`
    select r.id::integer, candidate_id::integer as account, kind, exam_year, endorsement_id, notice, state,
           to_char(open_since at time zone 'UTC', 'MM-DD') as since, cancelled_at is not null as cancelled
      from reminders r left join deliveries d on d.reminder_id = r.id order by r.id`)
  const certificate = { kind: 'certificate-registration', exam_year: 2026, endorsement_id: '', cancelled: false }
  expect(rows).toEqual([
    { ...certificate, id: 1, account: 1, notice: 1, since: '01-01', state: 'sent' },
    { ...certificate, id: 2, account: 1, notice: 2, since: '02-02', state: 'due' },
    { ...certificate, id: 3, account: 1, notice: 2, since: '02-03', state: null, exam_year: 0, cancelled: true },
    { ...certificate, id: 4, account: 2, notice: 2, since: '03-03', state: null },
    {
      ...certificate,
      id: 5,
      account: 2,
      notice: 1,
      since: '04-04',
      state: null,
      kind: 'endorsement-expiry',
      exam_year: 0,
      endorsement_id: 'work',
    },
  ])
  await query(
    "insert into reminders (candidate_id, kind, exam_year, notice, open_since) values (2, 'certificate-registration', 2026, 1, now())",
  )
  await expect(
    query(
      "insert into reminders (candidate_id, kind, exam_year, notice, open_since) values (1, 'certificate-registration', 2026, 2, now())",
    ),
  ).rejects.toMatchObject({ code: '23505' })
})
