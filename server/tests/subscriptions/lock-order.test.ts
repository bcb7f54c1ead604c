import { sql } from 'kysely'
import { recordAcceptance, voidGrants } from '../../src/grants/grants'
import { byHand } from '../support/by-hand'
import { type Stage, stage, waitingForLocks } from '../support/stage'

let s: Stage
beforeAll(async () => {
  s = await stage()
})
beforeEach(() => s.reset())
afterAll(() => s.end())

const pair = { openid: 'a', templateId: 'tpl-score-release' }

// The sender locks the delivery and then the grant it spends. Whoever comes from the other side must go the same way.
it.each<[string, (...of: Parameters<typeof voidGrants>) => Promise<unknown>]>([
  ['a reject in the settings', voidGrants],
  [
    'the event of a tap that was reported before',
    (transaction, _, at) => recordAcceptance(transaction, pair, { by: 'event', at }),
  ],
])('%s and an outcome that is being written down do not lock each other out', async (_, happens) => {
  const { database } = s.context
  await s.tap('a', [{ kind: 'score-release', examYear: 2026 }])
  await s.announce()
  await byHand(s).openAll()
  const [marked] = await byHand(s).markAll()
  let both: Promise<unknown> | undefined
  await database.transaction().execute(async transaction => {
    await sql`select from grants where openid = 'a' for update`.execute(transaction)
    const first = database.transaction().execute(other => happens(other, pair, new Date(Date.now() + 1000)))
    await waitingForLocks(s, 1)
    both = Promise.all([first, byHand(s).finish(marked!, { state: 'sent', msgid: '1' })])
    await waitingForLocks(s, 2)
  })
  await both
  expect((await byHand(s).row('a')).state).toBe('sent')
})
