import { exec } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { startEmbedded } from '../../server/src/database/embedded'
import { readPostmasterFile } from '../../server/src/database/postmaster-file'
import type { TortureOptions } from './options'

/** The PostgreSQL of a run. */
export interface TortureDatabase {
  url: string
  /** What a strike is, in words. */
  blow: 'restarted' | 'all its connections cut'
  /**
   * Takes it away under everybody's feet; it comes back by itself.
   * @returns called when it is back: throws when nothing has happened to it
   */
  strike(round: number): Promise<() => Promise<void>>
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
    blow: 'restarted',
    strike: round =>
      expectRestart(database.url, async () => {
        const file = await readPostmasterFile(join(folder, 'postgres'))
        // Once as an administrator does, once as a power cut does.
        if (file) process.kill(file.pid, round % 2 === 0 ? 'SIGINT' : 'SIGQUIT')
      }),
    stop: async () => {
      await database.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A fresh database on a server that somebody else runs. */
async function externalDatabase(server: string, restartCommand: string | undefined): Promise<TortureDatabase> {
  const name = `zhuan_torture_${process.pid}`
  const administer = (statement: string) => query(server, statement)
  await administer(`create database ${name}`)
  const cut = async () => {
    const ended = await administer(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and pid <> pg_backend_pid()`,
    )
    if (ended.length === 0) throw new Error('nobody was connected to the database: there was nothing to cut')
    return async () => undefined
  }
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    url: url.href,
    blow: restartCommand === undefined ? 'all its connections cut' : 'restarted',
    strike: () => (restartCommand === undefined ? cut() : expectRestart(server, () => promisify(exec)(restartCommand))),
    stop: async () => {
      await administer(`drop database ${name} with (force)`)
    },
  }
}

/** @throws when, once it is back, it is still the same postmaster: then the run was kinder than it says */
async function expectRestart(url: string, restart: () => Promise<unknown>): Promise<() => Promise<void>> {
  const startedAt = async () => {
    for (let attempt = 0; ; attempt++) {
      try {
        return String((await query(url, 'select pg_postmaster_start_time()::text as at'))[0]?.at)
      } catch (error) {
        if (attempt >= 100) throw error // away by an earlier blow, but not for so long
        await sleep(300)
      }
    }
  }
  const before = await startedAt()
  await restart()
  return async () => {
    if ((await startedAt()) === before) throw new Error(`PostgreSQL was to be restarted, but runs since ${before}`)
  }
}

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined) // cut like all others
  await client.connect()
  return client
    .query(statement)
    .then(({ rows }) => rows)
    .finally(() => client.end().catch(() => undefined))
}
