import { DELIVERY_ENDS } from '@zhuan/api/vocabulary'
import { REGIONS } from '../people'
import { countBy, type Evidence, type Expect, some, whoDid } from './evidence'

/** Nothing is lost: everybody who waited has a delivery of the right announcement, and the operator's numbers are those of the rows. */
export function checkCounts(evidence: Evidence, expect: Expect): void {
  for (const announcement of evidence.announcements) checkOne(evidence, announcement, expect)
  checkPeople(evidence, expect)
  checkForgotten(evidence, expect)
  const [, national] = evidence.announcements
  expect(
    national?.start === evidence.correctedStart,
    `the country's first day was corrected to ${evidence.correctedStart}, but is ${national?.start}`,
  )
}

function checkOne({ books }: Evidence, announcement: Evidence['announcements'][number], expect: Expect): void {
  const { id, recipients, state } = announcement
  const counts: Readonly<Record<string, number>> = announcement.counts
  const where = announcement.region ?? 'the country'
  expect(state === 'done', `the announcement for ${where} is ${state} in the end`)
  const rows = countBy(
    books.rows.filter(row => row.announcement === id),
    row => ((DELIVERY_ENDS as readonly string[]).includes(row.state) ? row.state : 'planned'),
  )
  for (const tally of books.tallies)
    if (tally.announcement === id) rows.set(tally.state, (rows.get(tally.state) ?? 0) + tally.count)
  for (const name of new Set([...Object.keys(counts), ...rows.keys()]))
    expect(
      (counts[name] ?? 0) === (rows.get(name) ?? 0),
      `of the announcement for ${where} the operator sees ${counts[name] ?? 0} ${name}, the database holds ${rows.get(name) ?? 0}`,
    )
  const held = [...rows.values()].reduce((sum, count) => sum + count, 0)
  expect(held === recipients, `the announcement for ${where} has ${recipients} recipients, the database holds ${held}`)
}

/** For everybody who did nothing to change it, we know which announcement reaches them. */
function checkPeople({ people, deeds, books, announcements }: Evidence, expect: Expect): void {
  const restless = whoDid(deeds, 'cancels', 'moves', 'is forgotten')
  const [regional, national] = announcements.map(({ id }) => id)
  const rows = new Map(books.rows.map(row => [row.openid, row]))
  expect(rows.size === books.rows.length, `${books.rows.length - rows.size} people have more than one delivery`)
  const lost = people
    .filter(({ openid }) => !restless.has(openid))
    .filter(({ openid, region }) => rows.get(openid)?.announcement !== (region === REGIONS[0] ? regional : national))
  expect(
    lost.length === 0,
    `people have no delivery of the announcement they waited for: ${some(lost.map(({ openid }) => openid))}`,
  )
}

/** People who deleted their account after `sendAfter` stay in the sums; those who did so before it were never recipients. */
function checkForgotten({ deeds, books, announcements, clockOffset }: Evidence, expect: Expect): void {
  const [regional, national] = announcements.map(({ id }) => books.sendAfter.get(id)!.getTime() - clockOffset)
  const forgotten = deeds.filter(({ kind }) => kind === 'is forgotten')
  const due = (region: string) => (region === REGIONS[0] ? regional! : national!)
  const least = forgotten.filter(({ person, began }) => began > due(person.region)).length
  const most = forgotten.filter(({ person, ended }) => ended > due(person.region)).length
  const tallied = books.tallies.reduce((sum, { count }) => sum + count, 0)
  expect(
    tallied >= least && tallied <= most,
    `${tallied} recipients are known by number only, though ${least === most ? least : `${least} to ${most}`} were forgotten after sendAfter`,
  )
}
