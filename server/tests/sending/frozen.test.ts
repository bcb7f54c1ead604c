import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { fanOut, openDueAnnouncements } from '../../src/announcements/fan-out'
import { leaseRetries } from '../../src/deliveries/leases'
import { settleUnknown } from '../../src/deliveries/settlement'
import { exchange, markRetries } from '../../src/sending/exchange'
import { SendLoop } from '../../src/sending/send-loop'
import { longUp } from '../support/long-up'
import { eventually, type Stage, stage } from '../support/stage'

const PEOPLE = ['a', 'b', 'c']
let s: Stage
let loop: SendLoop
/** Whom the loop has posted to, in order. */
let posts: string[]
let answers: (() => void)[]
/** Milliseconds that the monotonic clock has gone on while the process stood still. */
let ahead: number
let sender: string

beforeAll(async () => {
  s = await stage({ environment: { unconfirmedRetrySeconds: 3600 } })
  await longUp(s.context.database)
})
beforeEach(async () => {
  await s.reset()
  posts = []
  answers = []
  ahead = 0
  for (const openid of PEOPLE) await s.tap(openid, [{ kind: 'score-release', examYear: 2026 }])
  await s.announce()
  const { database, clock, environment } = s.context
  for (const id of await openDueAnnouncements(database, clock.now())) await fanOut(database, environment.templates, id)
  sender = await newSender()
  loop = newLoop()
  loop.start()
  await eventually(async () => [posts.length, (await s.states()).sending], isFull)
})
afterEach(async () => {
  answerAll()
  await loop.stop()
})
afterAll(() => s.end())

const isFull = ([posted, marked]: (number | undefined)[]) => posted === 2 && marked === 3
const newSender = async () =>
  (await s.context.database.insertInto('senders').defaultValues().returning('id').executeTakeFirstOrThrow()).id
const row = (openid: string) =>
  s.context.database.selectFrom('deliveries').selectAll().where('openid', '=', openid).executeTakeFirstOrThrow()
const answerAll = () => {
  for (const answer of answers.splice(0)) answer()
}
const waiting = () => PEOPLE.find(openid => !posts.includes(openid))!

/** Two posts at a time, which are answered when the test says so: a third row carries the mark and waits. */
function newLoop(): SendLoop {
  const { pool, clock, log } = s.context
  return new SendLoop({
    pool,
    sender,
    clock,
    log,
    concurrency: 2,
    batch: 10,
    templateIds: ['tpl-score-release'],
    templatesOf: kind => [`tpl-${kind}`],
    gate: () =>
      ({
        take: (wanted: number) => wanted,
        giveBack: () => undefined,
        pause: async () => undefined,
        succeed: async () => undefined,
      }) as never,
    compose: async deliveries => deliveries.map(() => ({ page: 'p', data: {} })),
    post: async ({ openid }) => {
      posts.push(openid)
      await new Promise<void>(answered => answers.push(answered))
      return { type: 'answer', errcode: 0, errmsg: 'ok', msgid: `m-${openid}` }
    },
    onOutcome: () => undefined,
    onResumed: () => undefined,
    monotonic: () => performance.now() + ahead,
    random: Math.random,
  })
}

/** What another process does meanwhile: the outcome counts as unknown, and the one more try is accepted. */
async function anotherProcessSends(openid: string): Promise<void> {
  const { pool, database, clock } = s.context
  await sql`update senders set seen_at = clock_timestamp() - interval '60 seconds' where id = ${sender}`.execute(
    database,
  )
  await settleUnknown(database, 0, 60)
  const other = await newSender()
  const leased = await leaseRetries(pool, ['tpl-score-release'], [false], 10, { sender: other, seconds: 60 })
  const marked = await markRetries(
    pool,
    other,
    leased.filter(delivery => delivery.openid === openid),
  )
  expect(marked).toHaveLength(1)
  await exchange(
    pool,
    other,
    marked.map(({ delivery, attempt }) => ({
      id: delivery.id,
      openid,
      attempt,
      decision: { state: 'sent', msgid: 'x' },
    })),
    [],
    clock.now(),
  )
}

describe('a process that was frozen between the mark and the post', () => {
  // Stopped by a signal both clocks go on; a machine that sleeps stops the monotonic one.
  it.each([
    [
      'by the monotonic clock',
      () => {
        ahead = 30_000
      },
    ],
    ['by the wall clock', () => s.context.clock.advance(30)],
  ])('does not post what another process has sent meanwhile (%s)', async (_clock, freeze) => {
    const openid = waiting()
    await anotherProcessSends(openid)
    freeze()
    answerAll()
    await sleep(1000)
    expect(posts).not.toContain(openid)
    expect(await row(openid)).toMatchObject({ state: 'sent', msgid: 'x' })
  })

  it('marks anew and posts, once, what nobody has taken', async () => {
    const openid = waiting()
    ahead = 30_000
    answerAll()
    await eventually(async () => posts.includes(openid), Boolean)
    expect(await row(openid)).toMatchObject({ state: 'sending', attempt: 2 })
    answerAll()
    await eventually(s.states, states => states.sent === 3)
    expect([...posts].sort()).toEqual(PEOPLE)
  })
})

it('a mark that waits its turn for an ordinary while is posted as it is', async () => {
  const openid = waiting()
  ahead = 2_000
  answerAll()
  await eventually(async () => posts.includes(openid), Boolean)
  expect((await row(openid)).attempt).toBe(1)
})
