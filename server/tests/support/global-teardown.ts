import { rm } from 'node:fs/promises'
import pg from 'pg'

export default async function globalTeardown(): Promise<void> {
  const own = globalThis.embeddedForTests
  if (own) {
    await own.database.stop()
    await rm(own.folder, { recursive: true, force: true })
    return
  }
  const client = new pg.Client({ connectionString: process.env.JEST_POSTGRES_URL })
  await client.connect()
  await client.query(`drop database if exists ${process.env.JEST_POSTGRES_TEMPLATE} with (force)`)
  await client.end()
}
