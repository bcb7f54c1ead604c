import { checkCounts } from './checks/counts'
import { countBy, type Evidence, withSeveralGrants } from './checks/evidence'
import { checkGrants, checkStandIn } from './checks/grants'
import { checkCancelled, checkForgotten, checkMoved } from './checks/meddlers'
import { checkMessages } from './checks/messages'
import { type Ambiguity, checkUnconfirmed } from './checks/unconfirmed'
import { DEEDS } from './meddling'

/** The figures of a run, and every promise that was broken. */
export interface Verdict {
  figures: Record<string, number>
  ambiguity: Ambiguity
  violations: string[]
}

/** Compares what our books say with what the stand-in delivered and what the people did. */
export function judge(evidence: Evidence): Verdict {
  const violations: string[] = []
  const expect = (holds: boolean, text: string) => {
    if (!holds) violations.push(text)
  }
  const without = new Set(evidence.options.without)
  checkStandIn(evidence, expect)
  checkMessages(evidence, expect)
  checkCounts(evidence, expect)
  const ambiguity = checkUnconfirmed(evidence, expect)
  checkGrants(evidence, expect)
  if (!without.has('cancelled')) checkCancelled(evidence, expect)
  if (!without.has('moved')) checkMoved(evidence, expect)
  checkForgotten(evidence, expect)
  const { eventsSetAside } = evidence.books
  expect(eventsSetAside === 0, `${eventsSetAside} push events were set aside because they could not be processed`)
  return { figures: figuresOf(evidence, ambiguity), ambiguity, violations }
}

function figuresOf(evidence: Evidence, ambiguity: Ambiguity): Record<string, number> {
  const { people, deeds, damage, posts, books, standIn, options } = evidence
  const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, number) => total + number, 0)
  const did = countBy(deeds, ({ kind }) => kind)
  return {
    people: people.length,
    'with several grants': withSeveralGrants(evidence).size,
    ...Object.fromEntries(DEEDS.map(kind => [`who ${kind} meanwhile`, did.get(kind) ?? 0])),
    'posts to WeChat': sum([...posts.values()].map(list => list.length)),
    'posts without an answer': ambiguity.unanswered,
    'of people with several grants': ambiguity.unansweredOfSeveral,
    'messages delivered': sum(standIn.delivered.values()),
    'events lost': standIn.eventsLost,
    ...Object.fromEntries(countBy(books.rows, ({ state }) => state)),
    'known by number only': sum(books.tallies.map(({ count }) => count)),
    'sent, inferred': ambiguity.inferred,
    'unconfirmed with one grant': ambiguity.single,
    'without two unanswered posts': ambiguity.singleUnexplained,
    'one grant, one post lost': ambiguity.lostOnce,
    'of these unconfirmed': ambiguity.lostOnceUnsettled,
    'worker kills': damage.workerKills,
    'server kills': damage.serverKills,
    [options.databaseUrl && !options.restartCommand ? 'database connections cut' : 'database restarts']:
      damage.databaseBlows,
  }
}
