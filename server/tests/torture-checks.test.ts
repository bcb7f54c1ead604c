import type { Evidence } from '../../scripts/torture/checks/evidence'
import type { Deed, DeedKind } from '../../scripts/torture/meddling'
import { FULL } from '../../scripts/torture/options'
import type { Person } from '../../scripts/torture/people'
import { judge } from '../../scripts/torture/verdict'

// `npm run torture` is believed for what it would have noticed: every broken promise here is one that it names.
const person = (openid: string, region: string, grants = 1): Person => ({
  openid,
  region,
  grants,
  token: '',
  reminderId: '',
})
const row = (openid: string, announcement: string, state = 'sent', reason: string | null = null) => ({
  openid,
  announcement,
  state,
  reason,
})
const counts = (changes: Record<string, number>) => ({
  planned: 0,
  sent: 0,
  refused: 0,
  failed: 0,
  unconfirmed: 0,
  cancelled: 0,
  ...changes,
})
const OPENED = Date.parse('2026-11-25T12:00:00+08:00')
const deed = (kind: DeedKind, of: Person, at = OPENED + 10_000): Deed => ({
  kind,
  person: of,
  began: at,
  ended: at + 100,
})

/** Two in each region; o1 has two grants and is unconfirmed though its message arrived; o4 was inferred. */
function good(): Evidence {
  const people = [person('o1', '西藏', 2), person('o2', '西藏'), person('o3', '湖南'), person('o4', '湖南')]
  const announcement = { state: 'done' as const, recipients: 2, start: '2026-12-31', sendAfter: '' }
  return {
    options: { ...FULL, candidates: 4, dropEvents: true },
    people,
    deeds: [],
    damage: { workerKills: 0, serverKills: 0, databaseBlows: 0 },
    posts: new Map([
      ['o1', [{ began: OPENED, ended: OPENED + 50, outcome: 'unanswered' }]],
      [
        'o4',
        [
          { began: OPENED, ended: OPENED + 50, outcome: 'unanswered' },
          { began: OPENED + 20_000, ended: OPENED + 20_050, outcome: 43101 },
        ],
      ],
    ]),
    books: {
      rows: [row('o1', 'a1', 'unconfirmed'), row('o2', 'a1'), row('o3', 'a2'), row('o4', 'a2', 'sent', 'inferred')],
      tallies: [],
      sendAfter: new Map(['a1', 'a2'].map(id => [id, new Date(OPENED)])),
      unspent: new Map([['o1', 2]]),
      known: new Set(['o1', 'o2', 'o3', 'o4']),
      eventsSetAside: 0,
    },
    standIn: {
      delivered: new Map(['o1', 'o2', 'o3', 'o4'].map(openid => [openid, 1])),
      left: new Map([['o1', 1]]),
      eventsLost: 0,
    },
    announcements: [
      { ...announcement, id: 'a1', region: '西藏', counts: counts({ sent: 1, unconfirmed: 1 }) },
      { ...announcement, id: 'a2', region: null, counts: counts({ sent: 2 }) },
    ],
    correctedStart: '2026-12-31',
    stillLoggedIn: [],
    clockOffset: 0,
  }
}

it('finds a good run good', () => {
  expect(judge(good()).violations).toEqual([])
})

const post = (began: number, outcome: number | 'unanswered' = 0) => ({ began, ended: began + 50, outcome })

it.each<[string, (evidence: Evidence) => unknown, RegExp]>([
  ['a second message', ({ standIn }) => standIn.delivered.set('o2', 2), /more than one message/],
  ['a message that never arrived', ({ standIn }) => standIn.delivered.delete('o2'), /never arrived/],
  ['a row that has not ended', ({ books }) => (books.rows[1]!.state = 'unsettled'), /no terminal state/],
  ['a message that is denied', ({ books }) => (books.rows[1]!.state = 'refused'), /messages arrived though/],
  ['a cancellation nobody asked for', ({ books }) => (books.rows[1]!.state = 'cancelled'), /nobody has asked/],
  ['a state counted as another', e => (e.announcements[0]!.counts = counts({ sent: 2 })), /operator sees 2 sent/],
  ['recipients that nobody holds', e => (e.announcements[1]!.recipients = 3), /3 recipients, the database holds 2/],
  ['somebody without a delivery', ({ books }) => books.rows.splice(2, 1), /waited for: 1, such as o3/],
  ['the wrong announcement', ({ books }) => (books.rows[1]!.announcement = 'a2'), /waited for: 1, such as o2/],
  ['a correction that is gone', e => (e.announcements[1]!.start = '2026-12-01'), /first day was corrected/],
  ['a grant too many', ({ books }) => books.unspent.set('o3', 1), /o3 \(ours 1, WeChat's 0/],
  ['a grant spent for what is unconfirmed', ({ books }) => books.unspent.set('o1', 1), /o1 \(ours 1, WeChat's 1/],
  ['an event set aside', ({ books }) => (books.eventsSetAside = 1), /set aside/],
  ['nothing inferred', ({ books }) => (books.rows[3]!.reason = null), /none was inferred/],
  ['more unknown than the bound', ({ posts }) => posts.delete('o1'), /1 deliveries are unconfirmed, the bound is 0/],
])('names %s', (_, spoil, violation) => {
  const evidence = good()
  spoil(evidence)
  expect(judge(evidence).violations).toContainEqual(expect.stringMatching(violation))
})

it('names a second try that settles only half, even where kills would explain it', () => {
  const evidence = good()
  evidence.damage.workerKills = 13
  for (let index = 0; index < 40; index++) {
    const openid = `lost-${index}`
    evidence.people.push(person(openid, '湖南'))
    evidence.books.rows.push(row(openid, 'a2', index % 2 ? 'unconfirmed' : 'sent'))
    evidence.posts.set(openid, [post(OPENED, 'unanswered')])
  }
  expect(judge(evidence).violations).toContainEqual(expect.stringMatching(/41 people with one grant and one lost post/))
})

it('names kills that do not explain what one grant should have settled', () => {
  const evidence = good()
  evidence.books.rows[1]!.state = 'unconfirmed'
  expect(judge(evidence).violations).toContainEqual(expect.stringMatching(/without two posts that got no answer/))
})

describe('who cancels', () => {
  const cancelling = (posts: ReturnType<typeof post>[], state = 'cancelled'): Evidence => {
    const evidence = good()
    evidence.deeds = [deed('cancels', evidence.people[1]!)]
    evidence.books.rows[1]!.state = state
    evidence.posts.set('o2', posts)
    return evidence
  }
  const anew = expect.stringMatching(/anew after they had cancelled/)
  const at = OPENED + 10_100

  it('may be sent what was on its way, also with another token', () => {
    expect(judge(cancelling([post(at - 20)])).violations).not.toContainEqual(anew)
    expect(judge(cancelling([post(at - 20, 40001), post(at + 50)])).violations).not.toContainEqual(anew)
  })

  it('is sent nothing a second time, and nothing late', () => {
    expect(judge(cancelling([post(at - 20, -1), post(at + 900)])).violations).toContainEqual(anew)
    expect(judge(cancelling([post(at + 20_000)])).violations).toContainEqual(anew)
  })

  it('stays in the sums', () => {
    const evidence = cancelling([])
    evidence.books.rows.splice(1, 1)
    expect(judge(evidence).violations).toContainEqual(expect.stringMatching(/are in no sum: 1, such as o2/))
  })
})

it('names those who moved and were never told', () => {
  const evidence = good()
  evidence.deeds = [deed('moves', evidence.people[1]!)]
  evidence.books.rows.splice(1, 1)
  const lost = expect.stringMatching(/changed their region were never told: 1, such as o2/)
  expect(judge(evidence).violations).toContainEqual(lost)
  evidence.options.without = ['moved']
  expect(judge(evidence).violations).not.toContainEqual(lost)
})

it('names what is left of the forgotten', () => {
  const evidence = good()
  evidence.deeds = [deed('is forgotten', evidence.people[1]!)]
  evidence.stillLoggedIn = ['o2']
  expect(judge(evidence).violations).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/still on our books: 1, such as o2/),
      expect.stringMatching(/still open something: 1, such as o2/),
      expect.stringMatching(/0 recipients are known by number only, though 1 were forgotten/),
    ]),
  )
})
