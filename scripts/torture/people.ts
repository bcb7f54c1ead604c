import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

/** A person of the run. */
export interface Person {
  openid: string
  region: string
  grants: number
}

export const TEMPLATE = 'tpl-score-release'
export const REGIONS = ['西藏', '湖南'] as const
const AT_ONCE = 24

/** Every third person has several grants. */
export function makePeople(count: number): Person[] {
  return Array.from({ length: count }, (_, index) => ({
    openid: `torture-${index}`,
    region: REGIONS[index % REGIONS.length]!,
    grants: index % 3 === 0 ? 2 + (index % 2) : 1,
  }))
}

/** Everybody logs in, answers the popup and posts the tap, as phones do. */
export async function subscribeAll(people: Person[], sandbox: string, server: string): Promise<void> {
  const queue = [...people]
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let person = queue.pop(); person; person = queue.pop()) await subscribe(person, sandbox, server)
    }),
  )
}

async function subscribe({ openid, region, grants }: Person, sandbox: string, server: string): Promise<void> {
  const { code } = await post<{ code: string }>(`${sandbox}/sandbox/codes`, { openid })
  const { token } = await post<{ token: string }>(`${server}/v1/session`, { code })
  const outcome = { [TEMPLATE]: 'accept' }
  for (let tap = 0; tap < grants; tap++) {
    await post(`${sandbox}/sandbox/answers`, { openid, outcome })
    const reminders = [{ kind: 'score-release', examYear: 2026, region }]
    // Taps lie further apart than the pairing window, as if on different days.
    const acceptedAt = new Date(Date.now() - tap * 86_400_000).toISOString()
    await post(`${server}/v1/reminders`, { acceptanceId: randomUUID(), acceptedAt, outcome, reminders }, token)
  }
}

/** Posts JSON; tries again while the other side is away. */
export async function post<T>(url: string, body: unknown, token?: string): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify(body),
      })
      if (answer.ok) return (await answer.json()) as T
      const text = await answer.text()
      if (answer.status < 500) throw new RefusedError(`${url}: ${answer.status} ${text}`)
      throw new Error(`${url}: ${answer.status} ${text}`)
    } catch (error) {
      if (error instanceof RefusedError || attempt >= 120) throw error
      await sleep(500)
    }
  }
}

/** The other side understood and said no. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
}
