import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type RunningSandbox, startSandbox } from '@zhuan/wechat-sandbox'
import { sql } from 'kysely'
import { Registry } from 'prom-client'
import { startBackground } from '../../src/compose'
import { createWeChatClient } from '../../src/wechat/client'
import { type Call, type TestApp, testApp } from './app'
import { manualClock } from './clock'
import { OPERATOR_TOKEN, testEnvironment } from './environment'

export interface Delivered {
  openid: string
  templateId: string
  page: string
  data: Record<string, { value: string }>
}

/** The whole server with its sending side, in front of the real stand-in over HTTP. */
export interface Stage extends TestApp {
  sandbox: RunningSandbox
  workers: readonly { stop: () => Promise<void> }[]
  /** Starts a sending process (within this one); `stop` ends it gracefully. */
  work(): Promise<{ stop: () => Promise<void> }>
  /** A person answers the popup and posts the tap. */
  tap(openid: string, wanted: Wanted[], options?: TapOptions): Promise<Call & { token: string }>
  operator: Call
  /** Announces with what is not important here filled in; gives back the answer's body. */
  announce(changes?: Record<string, unknown>): Promise<{ id: string; recipients: number; state: string }>
  announcement(id: string): Promise<{ state: string; recipients: number; counts: Record<string, number> }>
  faults(faults: Record<string, unknown>): Promise<void>
  delivered(openid?: string): Promise<Delivered[]>
  /** Ends all work and forgets everything, here and in the stand-in; the clock shows noon again. */
  reset(): Promise<void>
  /** WeChat forgets everybody's grants. */
  forgetGrants(): Promise<void>
  /** States of all deliveries, counted. */
  states(): Promise<Record<string, number>>
}

type Wanted = { kind: string; examYear?: number; region?: string; endorsementId?: string }
interface TapOptions {
  /** How often WeChat heard an accept for each template. */
  grants?: number
  acceptedAt?: string
}

// Real processes, real time: what takes long on a busy machine is not wrong.
jest.setTimeout(60_000)

const NO_FAULTS = { errors: {}, timeout: 0, cutAfterAccept: 0, dropEvents: false, latencyMs: 0, gateway: null }

/** Noon, so that nothing waits for the morning. */
export const NOON = '2026-12-25T12:00:00+08:00'

export async function stage(changes: { environment?: Record<string, unknown>; now?: string } = {}): Promise<Stage> {
  const sandbox = await startSandbox({ port: 0 })
  const base = testEnvironment()
  const environment = testEnvironment({
    undoSeconds: 0,
    unconfirmedRetrySeconds: 1,
    ...changes.environment,
    wechat: { ...base.wechat, apiBase: sandbox.url },
  })
  const settings = { ...environment }
  const clock = manualClock(changes.now ?? NOON)
  const app = await testApp({ environment, clock })
  const { context } = app
  const real = createWeChatClient({ ...context, timeouts: { headers: 1000 } })
  // Logins stay as testApp makes them; messages go through the real client.
  context.wechat = Object.assign(Object.create(real), { exchangeCode: context.wechat.exchangeCode })
  const workers: { stop: () => Promise<void> }[] = []
  const post = (path: string, body: unknown, method = 'POST') =>
    fetch(`${sandbox.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const operator: Call = (method, url, body, headers) =>
    app.call(method, url, body, { authorization: `Bearer ${OPERATOR_TOKEN}`, ...headers })

  const it: Stage = {
    ...app,
    sandbox,
    workers,
    operator,
    async work() {
      // Each process has its own figures.
      const stop = await startBackground({ ...context, metrics: new Registry() })
      const worker = {
        stop: async () => {
          workers.splice(workers.indexOf(worker), 1)
          await stop()
        },
      }
      workers.push(worker)
      return worker
    },
    async tap(openid, wanted, { grants = 1, acceptedAt } = {}) {
      const outcome = Object.fromEntries(
        wanted.map(({ kind }) => [environment.templates[kind as 'exam']!.templateId, 'accept']),
      )
      for (let i = 0; i < grants; i++) await post('/sandbox/answers', { openid, outcome })
      const person = await app.as(openid)
      const body = {
        acceptanceId: randomUUID(),
        acceptedAt: acceptedAt ?? new Date().toISOString(),
        outcome,
        reminders: wanted,
      }
      const answer = await person('POST', '/v1/reminders', body)
      if (answer.statusCode !== 200) throw new Error(answer.body)
      for (let i = 1; i < grants; i++)
        await person('POST', '/v1/reminders', { ...body, acceptanceId: randomUUID(), reminders: [] })
      return person
    },
    async announce(body = {}) {
      const whole = {
        kind: 'score-release',
        examYear: 2026,
        region: null,
        source: 'https://example.org/notice',
        ...body,
      }
      const answer = await operator('POST', '/operator/v1/announcements', whole)
      if (answer.statusCode >= 300) throw new Error(answer.body)
      return answer.json()
    },
    announcement: async id => (await operator('GET', `/operator/v1/announcements/${id}`)).json(),
    faults: async faults => {
      await post('/sandbox/faults', { ...NO_FAULTS, ...faults }, 'PUT')
    },
    async delivered(openid) {
      const query = openid === undefined ? '' : `?openid=${openid}`
      const answer = (await (await fetch(`${sandbox.url}/sandbox/deliveries${query}`)).json()) as {
        deliveries: Delivered[]
      }
      return answer.deliveries
    },
    async states() {
      const { rows } = await sql<{ state: string; count: number }>`
        select state, count(*)::integer as count from deliveries group by state order by state`.execute(
        context.database,
      )
      return Object.fromEntries(rows.map(row => [row.state, row.count]))
    },
    async forgetGrants() {
      await post('/sandbox/reset', {})
    },
    async reset() {
      for (const worker of [...workers]) await worker.stop()
      await post('/sandbox/reset', {})
      await post('/sandbox/faults', NO_FAULTS, 'PUT')
      clock.set(changes.now ?? NOON)
      Object.assign(environment, settings)
      const { rows } = await sql<{ name: string }>`
        select format('%I.%I', schemaname, tablename) as name from pg_tables
         where schemaname = 'public' and tablename not in ('migrations', 'send_gate')`.execute(context.database)
      await sql
        .raw(`truncate ${rows.map(row => row.name).join(', ')} restart identity cascade`)
        .execute(context.database)
      await sql`delete from send_gate`.execute(context.database)
      await sql`insert into send_gate default values`.execute(context.database)
    },
    async end() {
      for (const worker of [...workers]) await worker.stop()
      await real.close()
      await sandbox.stop()
      await app.end()
    },
  }
  return it
}

/** Waits until something holds; the test fails with what was last seen when it does not within twenty seconds. */
export async function eventually<T>(look: () => Promise<T>, holds: (seen: T) => boolean): Promise<T> {
  let seen = await look()
  for (let i = 0; i < 400 && !holds(seen); i++) {
    await sleep(50)
    seen = await look()
  }
  if (!holds(seen)) throw new Error(`it did not come to that within 20 s, last seen: ${JSON.stringify(seen)}`)
  return seen
}

/** Until so many statements wait for a lock. */
export async function waitingForLocks({ context }: Pick<Stage, 'context'>, count: number): Promise<void> {
  await eventually(
    async () =>
      (
        await sql<{ count: number }>`select count(*)::integer as count from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`.execute(context.database)
      ).rows[0]!.count,
    seen => seen >= count,
  )
}
