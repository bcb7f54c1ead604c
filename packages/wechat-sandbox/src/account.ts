import { randomBytes } from 'node:crypto'
import { changeFaults, type Faults, noFaults } from './faults'
import { makeTemplate, type Template, type TemplateRules, templateRules } from './templates'
import { Tokens } from './tokens'

/** A message that has reached somebody's list of service notifications. */
export interface Delivery {
  openid: string
  templateId: string
  page: string
  data: Record<string, { value: string }>
  msgid: string
  /** ISO instant. */
  at: string
}

/** As kept: data stays text until somebody asks, so that 300,000 of them fit. */
interface KeptDelivery extends Omit<Delivery, 'data' | 'at'> {
  data: string
  at: number
}

export interface Limits {
  /** Sends a second before 45011. */
  sendsPerSecond: number
  /** Sends a day before 45009. */
  sendsPerDay: number
}

const CODE_LIFE_MS = 300_000

/** Everything that one mini-program account has at WeChat. */
export class Account {
  readonly faults: Faults = noFaults()
  readonly tokens = new Tokens(() => Date.now() / 1000)
  readonly templates: Template[]
  readonly rules: Map<string, TemplateRules>
  /** People who are being sent something at this moment. */
  readonly busy = new Set<string>()
  sentToday = 0
  private readonly codes = new Map<string, { openid: string; until: number }>()
  private grants = new Map<string, number>()
  private deliveries: KeptDelivery[] = []
  private second = { at: 0, sends: 0 }
  private messageNumber = 0

  constructor(
    templates: readonly Template[],
    private readonly limits: Limits,
  ) {
    this.templates = [...templates]
    this.rules = templateRules(templates)
  }

  makeCode(openid: string): string {
    const code = randomBytes(16).toString('hex')
    this.codes.set(code, { openid, until: Date.now() + CODE_LIFE_MS })
    return code
  }

  /** A code is good once, for five minutes. */
  redeemCode(code: string): string | undefined {
    const found = this.codes.get(code)
    this.codes.delete(code)
    return found && found.until > Date.now() ? found.openid : undefined
  }

  /** One acceptance is one message. A template that nobody configured is taken as one of the account's. */
  grant(openid: string, templateId: string, count = 1): void {
    if (!this.rules.has(templateId)) this.addTemplate(makeTemplate(templateId, ['thing1', 'thing2', 'date3']))
    const key = `${openid}\n${templateId}`
    this.grants.set(key, (this.grants.get(key) ?? 0) + count)
  }

  addTemplate(template: Template): void {
    const index = this.templates.findIndex(({ priTmplId }) => priTmplId === template.priTmplId)
    if (index >= 0) this.templates.splice(index, 1)
    this.templates.push(template)
    for (const [id, rules] of templateRules([template])) this.rules.set(id, rules)
  }

  revokeGrants(openid: string, templateId: string): void {
    this.grants.delete(`${openid}\n${templateId}`)
  }

  grantsOf(openid: string, templateId: string): number {
    return this.grants.get(`${openid}\n${templateId}`) ?? 0
  }

  /** Spends a grant; `false` when none is left. */
  spend(openid: string, templateId: string): boolean {
    const key = `${openid}\n${templateId}`
    const left = this.grants.get(key) ?? 0
    if (left === 0) return false
    if (left === 1) this.grants.delete(key)
    else this.grants.set(key, left - 1)
    return true
  }

  /** Counts a send against the limits; the errcode when one is reached. */
  countSend(): 45009 | 45011 | undefined {
    const now = Math.floor(Date.now() / 1000)
    if (this.second.at !== now) this.second = { at: now, sends: 0 }
    if (this.sentToday >= this.limits.sendsPerDay) return 45009
    if (++this.second.sends > this.limits.sendsPerSecond) return 45011
    this.sentToday++
    return undefined
  }

  deliver(openid: string, templateId: string, page: string, data: string): string {
    const msgid = String(3_000_000_000_000_000_000n + BigInt(++this.messageNumber))
    this.deliveries.push({ openid, templateId, page, data, msgid, at: Date.now() })
    return msgid
  }

  list(openid?: string, most = Number.POSITIVE_INFINITY): Delivery[] {
    const chosen =
      openid === undefined ? this.deliveries : this.deliveries.filter(delivery => delivery.openid === openid)
    return chosen
      .slice(-Math.min(most, chosen.length || 1))
      .map(({ data, at, ...rest }) => ({ ...rest, data: JSON.parse(data), at: new Date(at).toISOString() }))
  }

  /** What big tests ask: how many messages, to how many people, and who got more than one of a template. */
  summary(): { deliveries: number; people: number; repeated: number; firstAt?: string; lastAt?: string } {
    const counts = new Map<string, number>()
    const people = new Set<string>()
    for (const { openid, templateId } of this.deliveries) {
      people.add(openid)
      const key = `${openid}\n${templateId}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    const first = this.deliveries[0]?.at
    const last = this.deliveries[this.deliveries.length - 1]?.at
    return {
      deliveries: this.deliveries.length,
      people: people.size,
      repeated: [...counts.values()].filter(count => count > 1).length,
      ...(first === undefined ? {} : { firstAt: new Date(first).toISOString(), lastAt: new Date(last!).toISOString() }),
    }
  }

  /** Forgets people, messages and faults; tokens and templates stay. */
  reset(): void {
    this.codes.clear()
    this.grants = new Map()
    this.deliveries = []
    this.busy.clear()
    this.sentToday = 0
    changeFaults(this.faults, { ...noFaults() })
  }
}
