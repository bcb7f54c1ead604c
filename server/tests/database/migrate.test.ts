import { mkdtemp, rm, writeFile } from 'node:fs/promises'
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
  const { rows } = await client.query<T>(text)
  await client.end()
  return rows
}

async function folderWith(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'zhuan-migrations-'))
  folders.push(folder)
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
  return folder
}

test('processes that start together run every file once', async () => {
  const runs = await Promise.all([1, 2, 3, 4].map(() => migrate(database.url, MIGRATIONS)))
  expect(runs.filter(names => names.length > 0)).toHaveLength(1)
  expect(runs.flat()).toEqual([...runs.flat()].sort())
  expect(await query('select name from migrations order by name')).toEqual(runs.flat().map(name => ({ name })))
})

test('a failing file changes nothing and is named', async () => {
  const folder = await folderWith({
    '001_good.sql': 'create table good (id int)',
    '002_bad.sql': 'create table half (id int); select nonsense',
  })
  await expect(migrate(database.url, folder)).rejects.toMatchObject({
    code: 'migration-refused',
    message: expect.stringContaining('002_bad.sql'),
  })
  expect(
    await query("select to_regclass('good') is not null as good, to_regclass('half') is not null as half"),
  ).toEqual([{ good: true, half: false }])
  await writeFile(join(folder, '002_bad.sql'), 'create table half (id int)')
  expect(await migrate(database.url, folder)).toEqual(['002_bad.sql'])
})

test('an older build refuses a newer database', async () => {
  await migrate(database.url, await folderWith({ '001_a.sql': 'select 1', '002_b.sql': 'select 1' }))
  const older = await folderWith({ '001_a.sql': 'select 1' })
  await expect(migrate(database.url, older)).rejects.toThrow('002_b.sql, which this build does not know')
})
