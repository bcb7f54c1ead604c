import { randomUUID } from 'node:crypto'
import { post } from './requests'

/** A person of the run. */
export interface Person {
  openid: string
  region: string
  /** Acceptances before the announcement. */
  grants: number
  /** Of the session, and of the one reminder: known once subscribed. */
  token: string
  reminderId: string
}

export const TEMPLATE = 'tpl-score-release'
export const REGIONS = ['西藏', '湖南'] as const
const AT_ONCE = 24
const DAY = 86_400_000

/** Every third person has several grants. */
export function makePeople(count: number): Person[] {
  return Array.from({ length: count }, (_, index) => ({
    openid: `torture-${index}`,
    region: REGIONS[index % REGIONS.length]!,
    grants: index % 3 === 0 ? 2 + (index % 2) : 1,
    token: '',
    reminderId: '',
  }))
}

/** Everybody logs in, answers the popup and posts the tap, as phones do. */
export async function subscribeAll(people: Person[], sandbox: string, server: string): Promise<void> {
  await inTurns(people, AT_ONCE, person => subscribe(person, sandbox, server))
}

async function subscribe(person: Person, sandbox: string, server: string): Promise<void> {
  const { code } = await post<{ code: string }>(`${sandbox}/sandbox/codes`, { openid: person.openid })
  person.token = (await post<{ token: string }>(`${server}/v1/session`, { code })).token
  // The taps lie further apart than the pairing window, as on different days, for the phone and for WeChat alike.
  for (let day = person.grants - 1; day >= 0; day--)
    await tap(person, person.region, new Date(Date.now() - day * DAY), sandbox, server)
}

/** One tap: WeChat has one acceptance more, its event is on the way, and the phone reports it. */
export async function tap(person: Person, region: string, at: Date, sandbox: string, server: string): Promise<void> {
  const outcome = { [TEMPLATE]: 'accept' }
  const { openid, token } = person
  await post(`${sandbox}/sandbox/answers`, { openid, outcome, at: at.toISOString() })
  const reminders = [{ kind: 'score-release', examYear: 2026, region }]
  const report = { acceptanceId: randomUUID(), acceptedAt: at.toISOString(), outcome, reminders }
  const list = await post<{ reminders: { id: string }[] }>(`${server}/v1/reminders`, report, token)
  person.reminderId = list.reminders[0]!.id
}

/** Does something for everybody, for so many at a time. */
export async function inTurns<T>(list: T[], atOnce: number, act: (entry: T) => Promise<void>): Promise<void> {
  let next = 0
  const loop = async () => {
    while (next < list.length) await act(list[next++]!)
  }
  await Promise.all(Array.from({ length: atOnce }, loop))
}
