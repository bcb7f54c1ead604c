import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { TEMPLATE } from './people'
import { readEventSums } from './stand-in'

/** A delivery as the database has it. */
export interface DeliveryRow {
  announcement: string | null
  openid: string
  state: string
  reason: string | null
}

/** What our own database says in the end. */
export interface Books {
  rows: DeliveryRow[]
  /** Recipients whose deliveries are no longer rows. */
  tallies: { announcement: string; state: string; count: number }[]
  /** announcement → its `sendAfter`, by the server's clock. */
  sendAfter: Map<string, Date>
  /** openid → grants of the template that are neither spent nor void. */
  unspent: Map<string, number>
  /** Openids in any table that is about people and their reminders. */
  known: Set<string>
  /** Push events that were set aside because they could not be processed. */
  eventsSetAside: number
}

export async function readBooks(url: string): Promise<Books> {
  return withDatabase(url, async client => {
    const read = async <T extends object>(text: string, values: unknown[] = []) =>
      (await client.query<T>(text, values)).rows
    const due = await read<{ id: string; send_after: Date }>('select id, send_after from announcements')
    const grants = await read<{ openid: string; count: number }>(
      `select openid, count(*) filter (where spent_at is null and voided_at is null)::integer as count
         from grants where template_id = $1 group by openid`,
      [TEMPLATE],
    )
    return {
      rows: await read<DeliveryRow>(
        'select announcement_id as announcement, openid, state, reason from deliveries order by reminder_id',
      ),
      tallies: await read('select announcement_id as announcement, state, count from announcement_tallies'),
      sendAfter: new Map(due.map(({ id, send_after }) => [id, send_after])),
      unspent: new Map(grants.map(({ openid, count }) => [openid, count])),
      known: new Set(
        (
          await read<{ openid: string }>(
            `select openid from candidates union select openid from deliveries union select openid from grants
             union select openid from grant_voids`,
          )
        ).map(({ openid }) => openid),
      ),
      eventsSetAside: (
        await read<{ count: number }>('select count(*)::integer as count from push_events where tries >= 5')
      )[0]!.count,
    }
  })
}

/** How far the sending has come. */
export interface Progress {
  /** Messages are being made or sent: a kill can do harm. */
  isUnderWay: boolean
  /** Nothing is to be sent any more but perhaps second tries of what is unknown. */
  isOver: boolean
  /** Deliveries in a terminal state. */
  ended: number
}

/** @returns undefined while the database is away */
export async function readProgress(url: string): Promise<Progress | undefined> {
  const text = `
    select ended, open > 0 or making > 0 as "isUnderWay", open = 0 and making = 0 and scheduled = 0 as "isOver" from
      (select count(*) filter (where state in ('due', 'sending')) as open,
              count(*) filter (where state not in ('due', 'sending', 'unsettled'))::integer as ended from deliveries) d,
      (select count(*) filter (where state = 'scheduled') as scheduled,
              count(*) filter (where state = 'sending' and not fan_out_done) as making from announcements) a`
  return withDatabase(url, async client => (await client.query<Progress>(text)).rows[0]).catch(() => undefined)
}

/**
 * Waits until WeChat has no event left to push and we have none left to process.
 * @param patience - seconds
 * @throws when they are not through by then
 */
export async function waitForEvents(url: string, sandbox: string, patience: number): Promise<void> {
  const until = performance.now() + patience * 1000
  for (;;) {
    const { eventsPending } = await readEventSums(sandbox)
    const waiting = await countWaiting(url).catch(() => undefined)
    if (eventsPending === 0 && waiting === 0) return
    if (performance.now() > until)
      throw new Error(
        `after ${patience} s WeChat has ${eventsPending} events to push and ${waiting ?? 'an unknown number'} wait to be processed`,
      )
    await sleep(200)
  }
}

async function countWaiting(url: string): Promise<number> {
  const text = 'select count(*)::integer as count from push_events where processed_at is null'
  return withDatabase(url, async client => (await client.query<{ count: number }>(text)).rows[0]!.count)
}

async function withDatabase<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined) // it is killed on purpose
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}
