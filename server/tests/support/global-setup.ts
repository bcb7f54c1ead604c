import { chmod, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type EmbeddedDatabase, startEmbedded } from '../../src/database/embedded'
import { migrate } from '../../src/database/migrate'

declare global {
  var embeddedForTests: { database: EmbeddedDatabase; folder: string } | undefined
}

/**
 * One PostgreSQL for the whole run: that of TEST_DATABASE_URL (a user who may create databases), or an embedded one.
 * A migrated template database is made once; every test file gets its own copy of it.
 */
export default async function globalSetup(): Promise<void> {
  const url = process.env.TEST_DATABASE_URL ?? (await startOwn())
  const template = `zhuan_template_${process.pid}`
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`create database ${template}`)
  await client.end()
  await migrate(withDatabase(url, template))
  process.env.JEST_POSTGRES_URL = url
  process.env.JEST_POSTGRES_TEMPLATE = template
}

async function startOwn(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'zhuan-tests-'))
  await chmod(folder, 0o755) // run by root, PostgreSQL is another user and must get in
  const database = await startEmbedded(folder, {
    settings: { fsync: 'off', synchronous_commit: 'off', max_connections: '200' },
  })
  globalThis.embeddedForTests = { database, folder }
  return database.url
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}
