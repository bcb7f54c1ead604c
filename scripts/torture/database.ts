import { exec } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { startEmbedded } from '../../server/src/database/embedded'
import { readPostmasterFile } from '../../server/src/database/postmaster-file'
import type { TortureOptions } from './options'

/** The PostgreSQL of a run. */
export interface TortureDatabase {
  url: string
  /** Takes it away under everybody's feet; it comes back by itself. */
  restart(round: number): Promise<void>
  stop(): Promise<void>
}

/** Opens the external database that was named, or starts one of our own. */
export async function openTortureDatabase(options: TortureOptions): Promise<TortureDatabase> {
  return options.databaseUrl === undefined
    ? ownDatabase()
    : externalDatabase(options.databaseUrl, options.restartCommand)
}

async function ownDatabase(): Promise<TortureDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'zhuan-torture-'))
  await chmod(folder, 0o755) // run by root, PostgreSQL is another user and must get in
  const database = await startEmbedded(folder, { settings: { max_connections: '200' }, watchEvery: 500 })
  return {
    url: database.url,
    restart: async round => {
      const file = await readPostmasterFile(join(folder, 'postgres'))
      // Once as an administrator does, once as a power cut does.
      if (file) process.kill(file.pid, round % 2 === 0 ? 'SIGINT' : 'SIGQUIT')
    },
    stop: async () => {
      await database.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A fresh database on a server that somebody else runs. */
async function externalDatabase(server: string, restartCommand: string | undefined): Promise<TortureDatabase> {
  const name = `zhuan_torture_${process.pid}`
  const administer = async (statement: string) => {
    const client = new pg.Client({ connectionString: server })
    client.on('error', () => undefined) // cut like all others
    await client.connect()
    await client.query(statement).finally(() => client.end().catch(() => undefined))
  }
  await administer(`create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    url: url.href,
    restart: async () => {
      if (restartCommand) await promisify(exec)(restartCommand)
      else
        await administer(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and pid <> pg_backend_pid()`,
        )
    },
    stop: () => administer(`drop database ${name} with (force)`),
  }
}
