import type { Entry } from '@zhuan/api/record'
import type { Asked } from '../../mocks/taro'

type Answer = { statusCode: number; data?: unknown }
const refusal = (statusCode: number, code: string, path?: string): Answer => ({
  statusCode,
  data: { error: { code, message: code, path } },
})

/** What the contract says of sessions and records, for one person in memory; a test makes it unreachable. */
export class RecordServer {
  isAway = false
  /** Runs before a request is answered. */
  beforeAnswer: (asked: Asked) => void = () => undefined
  readonly asked: string[] = []
  revision = 0
  entries = new Map<string, Entry & { revision: number }>()
  private tokens = new Set<string>()
  private made = 0

  endSessions = (): void => this.tokens.clear()

  async answer(asked: Asked): Promise<Answer> {
    const { method, url } = asked
    const path = url.replace(/^https:\/\/[^/]+/, '')
    if (this.isAway) throw { errMsg: 'request:fail net::ERR_INTERNET_DISCONNECTED' }
    this.beforeAnswer(asked)
    this.asked.push(`${method} ${path}`)
    if (path === '/v1/session' && method === 'POST') {
      const token = `token-${++this.made}-00000000`.slice(0, 40) + this.made
      this.tokens.add(token)
      return { statusCode: 200, data: { token, expiresAt: new Date(Date.now() + 86_400_000).toISOString() } }
    }
    const token = asked.header.authorization?.replace('Bearer ', '') ?? ''
    if (!this.tokens.has(token)) return refusal(401, 'unauthorized')
    if (path === '/v1/me') {
      this.tokens.clear()
      this.entries.clear()
      this.revision = 0
      return { statusCode: 204 }
    }
    if (path === '/v1/session') {
      this.tokens.delete(token)
      return { statusCode: 204 }
    }
    if (method === 'GET') return this.changedSince(Number(/since=(\d+)/.exec(path)?.[1] ?? 0), [])
    const { since, entries } = asked.data as { since: number; entries: Entry[] }
    const faulty = entries.findIndex(({ value }) => JSON.stringify(value).includes('"chemical-2"'))
    if (faulty >= 0) return refusal(422, 'unknown-value', `entries[${faulty}].value.specialty`)
    return this.merge(since, entries)
  }

  private merge(since: number, posted: Entry[]): Answer {
    const now = new Date().toISOString()
    let isChanged = false
    for (const { key, value, updatedAt } of posted) {
      // ISO instants in UTC: their order is that of the text.
      const [time] = [updatedAt, now].sort() as [string, string]
      const stored = this.entries.get(key)
      if (stored && time <= stored.updatedAt) continue
      this.entries.set(key, { key, value, updatedAt: time, revision: this.revision + 1 })
      isChanged = true
    }
    if (isChanged) this.revision++
    return this.changedSince(
      since > this.revision ? 0 : since,
      posted.map(({ key }) => key),
    )
  }

  private changedSince(since: number, keys: string[]): Answer {
    const entries = [...this.entries.values()].filter(each => each.revision > since || keys.includes(each.key))
    return {
      statusCode: 200,
      data: {
        revision: this.revision,
        entries: entries.map(({ key, value, updatedAt }) => ({ key, value, updatedAt })),
      },
    }
  }
}
