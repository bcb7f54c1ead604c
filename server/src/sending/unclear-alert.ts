import { clearAlert, noteBySystem, raiseAlert } from '../audit/alerts'
import type { Context } from '../context'
import type { Decision } from './send-decision'
import type { EndedPause } from './send-gate'

const KEY = 'answers-unclear'

/** What came instead of WeChat's answers, in the operator's words. */
const INSTEAD: Record<NonNullable<Decision['unclear']>, string> = {
  gateway: 'something between us and WeChat answers',
  silence: 'nothing answers',
  break: 'connections break before the answer',
}

/** The operator is told once of each outage: everybody pauses, because nobody knows what becomes of the messages. */
export async function tellUnclear({ database, log, clock }: Context, { unclear, reason }: Decision): Promise<void> {
  const details = { found: unclear && INSTEAD[unclear], reason }
  await raiseAlert(database, log, { key: KEY, action: KEY, subject: 'send', details }, clock.now())
}

/** WeChat answers again: the matter is settled, and should it come back it is told again. */
export async function tellClearAgain({ database, log, clock }: Context, ended: EndedPause): Promise<void> {
  log.info(ended, 'WeChat answers again: sending goes on')
  await database.transaction().execute(async transaction => {
    if (await clearAlert(transaction, KEY))
      await noteBySystem(transaction, clock.now(), 'answers-clear-again', 'send', { probes: ended.probes })
  })
}
