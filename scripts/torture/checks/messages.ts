import { DELIVERY_ENDS } from '@zhuan/api/vocabulary'
import { type Evidence, type Expect, some } from './evidence'

const TERMINAL = new Set<string>(DELIVERY_ENDS)

/** Never twice; every delivery in a terminal state; and what we say of each is what WeChat did. */
export function checkMessages({ books, standIn, people, deeds }: Evidence, expect: Expect): void {
  const { rows } = books
  const { delivered } = standIn
  const openids = (list: { openid: string }[]) => list.map(({ openid }) => openid)

  const twice = [...delivered].filter(([, count]) => count > 1).map(([openid]) => openid)
  expect(twice.length === 0, `people got more than one message: ${some(twice)}`)
  const ours = new Set(openids(people))
  const strangers = [...delivered.keys(), ...openids(rows)].filter(openid => !ours.has(openid))
  expect(strangers.length === 0, `messages or deliveries of people who do not exist: ${some(strangers)}`)
  const open = rows.filter(({ state }) => !TERMINAL.has(state))
  expect(open.length === 0, `deliveries are in no terminal state but ${open[0]?.state}: ${some(openids(open))}`)
  const lies = rows.filter(({ openid, state }) => state === 'sent' && !delivered.has(openid))
  expect(lies.length === 0, `deliveries are said to be sent but never arrived: ${some(openids(lies))}`)
  const denied = rows.filter(({ openid, state }) => !['sent', 'unconfirmed'].includes(state) && delivered.has(openid))
  expect(denied.length === 0, `messages arrived though their delivery is ${denied[0]?.state}: ${some(openids(denied))}`)
  // Everybody has a grant and a valid openid: neither answer is possible, and a busy WeChat is no reason to give up.
  const undeserved = rows.filter(({ state }) => state === 'refused' || state === 'failed')
  expect(
    undeserved.length === 0,
    `people with grants ended in ${undeserved[0]?.state}, ${undeserved[0]?.reason}: ${some(openids(undeserved))}`,
  )
  const cancelling = new Set(deeds.filter(({ kind }) => kind === 'cancels').map(({ person }) => person.openid))
  const stopped = rows.filter(({ openid, state }) => state === 'cancelled' && !cancelling.has(openid))
  expect(stopped.length === 0, `deliveries are cancelled though nobody has asked for it: ${some(openids(stopped))}`)
}
