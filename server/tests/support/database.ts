import { randomBytes } from 'node:crypto'
import pg from 'pg'

/** A migrated database of its own; `drop` removes it, whoever is still connected. */
export interface TestDatabase {
  url: string
  drop(): Promise<void>
}

/**
 * Copies the template database of this run.
 * @param options.empty - without the template: no migration has run
 */
export async function createTestDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const server = process.env.JEST_POSTGRES_URL
  if (!server) throw new Error('JEST_POSTGRES_URL is missing: this test must run in the Jest project "server"')
  const name = `zhuan_test_${randomBytes(6).toString('hex')}`
  await administer(
    server,
    `create database ${name} ${options.empty ? '' : `template ${process.env.JEST_POSTGRES_TEMPLATE}`}`,
  )
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => administer(server, `drop database if exists ${name} with (force)`) }
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  // Copies of one template exclude each other while they are made: wait for the turn.
  await client.query('select pg_advisory_lock(7202611239)')
  await client.query(statement)
  await client.end()
}
