import { isDeepStrictEqual } from 'node:util'
import pg from 'pg'
import type { Context } from '../context'
import {
  ANNOUNCEMENTS_CHANNEL,
  type AnnouncedMilestone,
  type CalendarChange,
  loadAnnouncements,
  loadChanges,
} from './read-announcements'

/** What makes the calendar. */
export interface Announced {
  announcements: readonly AnnouncedMilestone[]
  changes: readonly CalendarChange[]
}

/** What counts at a moment, and a number that changes whenever it does. */
export interface Counted extends Announced {
  version: number
}

/** What has been announced, in memory. */
export interface AnnouncementCache {
  /**
   * The announcements that count now; at once unless something was heard of that is not read yet.
   * @throws the driver's error when they were never read and the database is away
   */
  current(): Counted | Promise<Counted>
  /** Something has changed: read again before the next answer. */
  invalidate(): void
  stop(): Promise<void>
}

/** Notices are lost while the connection is; so the cache also reads again this often, in milliseconds. */
const REFRESH = 5_000

/**
 * Keeps the announcements of the database in memory. PostgreSQL's notices say when to read again; should the
 * database be away, what was read last goes on answering.
 */
export function createAnnouncementCache(context: Context): AnnouncementCache {
  const { database, clock, log } = context
  let all: Announced | undefined
  // From the first instant on, until the second, the same ones count. Milliseconds.
  let effective: (Counted & { from: number; until: number }) | undefined
  // How often a change was heard of, and how many of those the last reading has seen.
  let heard = 1
  let seen = 0
  let loading: Promise<void> | undefined

  const load = async () => {
    const before = heard
    try {
      const fresh = { announcements: await loadAnnouncements(database), changes: await loadChanges(database) }
      if (!isDeepStrictEqual(fresh, all)) effective = undefined
      all = fresh
      seen = before
    } catch (error) {
      if (!all) throw error
      // There is something to answer from; the timer and the notices will have it read again.
      seen = heard
      log.warn({ err: error }, 'the calendar answers from what was read before')
    }
  }
  const refresh = (): Promise<void> => {
    loading ??= load().finally(() => {
      loading = undefined
    })
    return loading
  }
  const invalidate = () => {
    heard++
  }
  const listener = listen(context, invalidate)
  // Not awaited by anybody: a database that hangs must not make the calendar hang.
  const timer = setInterval(() => void refresh().catch(() => undefined), REFRESH)
  timer.unref()

  // A reading that began before the last change does not count: then one more.
  const readAgain = async () => {
    while (seen < heard) await refresh()
  }
  let version = 0
  const counted = (): Counted => {
    const now = clock.now().getTime()
    if (effective && effective.from <= now && now < effective.until) return effective
    const { announcements, changes } = all!
    const counts = ({ sendAfter }: { sendAfter: Date }) => sendAfter.getTime() <= now
    const instants = [...announcements, ...changes].map(({ sendAfter }) => sendAfter.getTime())
    effective = {
      announcements: announcements.filter(counts),
      changes: changes.filter(counts),
      version: ++version,
      from: Math.max(Number.NEGATIVE_INFINITY, ...instants.filter(instant => instant <= now)),
      until: Math.min(Number.POSITIVE_INFINITY, ...instants.filter(instant => instant > now)),
    }
    return effective
  }
  return {
    current: () => (seen < heard ? readAgain().then(counted) : counted()),
    invalidate,
    async stop() {
      clearInterval(timer)
      await listener.stop()
    },
  }
}

/** Listens on a connection of its own, and connects again when that breaks. */
function listen({ databaseUrl, log }: Context, onNotice: () => void): { stop(): Promise<void> } {
  let client: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined
  let stopped = false

  const connect = async () => {
    const fresh = new pg.Client({
      connectionString: databaseUrl,
      application_name: 'zhuan-calendar',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    })
    fresh.on('error', error => log.debug({ err: error }, 'the connection for notices broke'))
    fresh.on('end', () => {
      client = undefined
      again()
    })
    fresh.on('notification', onNotice)
    try {
      await fresh.connect()
      await fresh.query(`listen ${ANNOUNCEMENTS_CHANNEL}`)
      client = fresh
      // Whatever changed while nobody listened.
      onNotice()
      if (stopped) await fresh.end()
    } catch (error) {
      log.debug({ err: error }, 'no connection for notices yet')
      again()
    }
  }
  const again = () => {
    if (stopped || retry) return
    retry = setTimeout(() => {
      retry = undefined
      connecting = connect()
    }, 1_000)
    retry.unref()
  }
  let connecting = connect()
  return {
    async stop() {
      stopped = true
      clearTimeout(retry)
      await connecting
      await client?.end()
    },
  }
}
