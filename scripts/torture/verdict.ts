import pg from 'pg'
import type { Damage } from './chaos'
import type { Observer } from './observer'
import type { TortureOptions } from './options'
import type { Person } from './people'

/** The figures of a run, and every promise that was broken. */
export interface Verdict {
  figures: Record<string, number>
  bound: number
  unconfirmed: number
  violations: string[]
}

interface Row {
  openid: string
  state: string
  reason: string | null
}

const TERMINAL = new Set(['sent', 'refused', 'failed', 'unconfirmed', 'cancelled'])

/** Compares what the database believes with what the stand-in delivered. */
export async function judge(
  options: TortureOptions,
  people: Person[],
  damage: Damage,
  observer: Observer,
  databaseUrl: string,
  delivered: { openid: string }[],
  announcements: { recipients: number; state: string; counts: Record<string, number> }[],
): Promise<Verdict> {
  const violations: string[] = []
  const expect = (holds: boolean, text: string) => {
    if (!holds) violations.push(text)
  }
  const rows = await readRows(databaseUrl)
  const states = countBy(rows, ({ state }) => state)
  const messages = countBy(delivered, ({ openid }) => openid)

  const twice = [...messages].filter(([, count]) => count > 1)
  expect(twice.length === 0, `${twice.length} people got more than one message, such as ${twice[0]?.[0]}`)
  expect(rows.length === people.length, `${people.length} reminders stood, ${rows.length} deliveries exist`)
  const open = rows.filter(({ state }) => !TERMINAL.has(state))
  expect(open.length === 0, `${open.length} deliveries are in no terminal state, such as ${open[0]?.state}`)
  const lies = rows.filter(({ openid, state }) => state === 'sent' && !messages.has(openid))
  expect(
    lies.length === 0,
    `${lies.length} deliveries are said to be sent but never arrived, such as ${lies[0]?.openid}`,
  )
  const denied = rows.filter(({ openid, state }) => !['sent', 'unconfirmed'].includes(state) && messages.has(openid))
  expect(denied.length === 0, `${denied.length} messages arrived though their delivery is ${denied[0]?.state}`)
  const undeserved = rows.filter(({ state }) => state === 'refused' || state === 'failed')
  expect(
    undeserved.length === 0,
    `${undeserved.length} people with grants ended in ${undeserved[0]?.state}: ${undeserved[0]?.reason}`,
  )
  const sums = announcements.reduce((sum, { recipients }) => sum + recipients, 0)
  expect(sums === people.length, `the announcements had ${sums} recipients, ${people.length} people stood`)
  for (const { recipients, counts, state } of announcements) {
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
    expect(total === recipients, `an announcement's counts add up to ${total}, its recipients are ${recipients}`)
    expect(state === 'done', `an announcement is ${state} in the end`)
  }

  const several = new Set(people.filter(({ grants }) => grants > 1).map(({ openid }) => openid))
  const unanswered = [...observer.unanswered].reduce(
    (sum, [openid, count]) => sum + (several.has(openid) ? count : 0),
    0,
  )
  const bound = damage.workerKills * options.concurrency + unanswered
  const unconfirmed = states.get('unconfirmed') ?? 0
  expect(unconfirmed <= bound, `${unconfirmed} deliveries are unconfirmed, the bound is ${bound}`)
  const simple = rows.filter(({ openid, state }) => state === 'unconfirmed' && !several.has(openid))
  return {
    figures: {
      people: people.length,
      'with several grants': several.size,
      'posts to WeChat': observer.sends,
      'posts without an answer': [...observer.unanswered.values()].reduce((sum, count) => sum + count, 0),
      'of people with several grants': unanswered,
      'messages delivered': delivered.length,
      ...Object.fromEntries(states),
      'sent, inferred': rows.filter(({ state, reason }) => state === 'sent' && reason === 'inferred').length,
      'unconfirmed with one grant': simple.length,
      'worker kills': damage.workerKills,
      'server kills': damage.serverKills,
      'database restarts': damage.databaseRestarts,
    },
    bound,
    unconfirmed,
    violations,
  }
}

async function readRows(url: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<Row>('select openid, state, reason from deliveries')
  await client.end()
  return rows
}

function countBy<T>(list: T[], key: (entry: T) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const entry of list) counts.set(key(entry), (counts.get(key(entry)) ?? 0) + 1)
  return counts
}
