import { randomBytes } from 'node:crypto'
import { Deliveries } from './deliveries'
import { type Faults, noFaults } from './faults'
import { Grants } from './grants'
import { readRules, type Template, type TemplateRules } from './templates'
import { Tokens } from './tokens'

export interface Limits {
  /** Sends a second before 45011. */
  sendsPerSecond: number
  /** Sends a day before 45009. */
  sendsPerDay: number
}

const CODE_LIFE_MS = 300_000
const DAY_MS = 86_400_000
/** WeChat's day begins at midnight in China. */
const CHINA_MS = 8 * 3_600_000
const CLEARANCES = 10

/** Everything that one mini-program account has at WeChat. */
export class Account {
  faults: Faults = noFaults()
  readonly tokens: Tokens
  readonly grants = new Grants()
  readonly deliveries: Deliveries
  /** By id, in the order in which `gettemplate` lists them. */
  readonly templates: Map<string, Template>
  /** People who are being sent something at this moment. */
  readonly busy = new Set<string>()
  private readonly rules = new Map<string, TemplateRules>()
  private readonly accepted = new Set<string>()
  private readonly codes = new Map<string, { openid: string; until: number }>()
  private second = { number: 0, sends: 0 }
  private day = { number: 0, sends: 0 }
  private clearances = 0

  /**
   * @param now - milliseconds since 1970
   * @param anyTemplate - whether an id that nobody told us about is taken for a template of the account
   */
  constructor(
    templates: readonly Template[],
    readonly limits: Limits,
    private readonly now: () => number,
    private readonly anyTemplate = false,
  ) {
    this.tokens = new Tokens(() => now() / 1000)
    this.deliveries = new Deliveries(now)
    this.templates = new Map()
    for (const template of templates) this.addTemplate(template)
  }

  makeCode(openid: string): string {
    const now = this.now()
    // They stand in the order of their ends.
    for (const [code, { until }] of this.codes) {
      if (until > now) break
      this.codes.delete(code)
    }
    const code = randomBytes(16).toString('hex')
    this.codes.set(code, { openid, until: now + CODE_LIFE_MS })
    return code
  }

  /** A code is good once, for five minutes. */
  redeemCode(code: string): string | undefined {
    const found = this.codes.get(code)
    this.codes.delete(code)
    return found && found.until > this.now() ? found.openid : undefined
  }

  /** One acceptance is one message. What somebody accepts is taken for one of the account's templates. */
  grant(openid: string, templateId: string, count = 1): void {
    this.accepted.add(templateId)
    this.grants.add(openid, templateId, count)
  }

  addTemplate(template: Template): void {
    this.templates.set(template.priTmplId, template)
    this.rules.set(template.priTmplId, readRules(template))
  }

  /** What may be sent with a template; `undefined` when the account has no such template. */
  rulesOf(templateId: string): TemplateRules | undefined {
    return this.rules.get(templateId) ?? (this.anyTemplate || this.accepted.has(templateId) ? ANYTHING : undefined)
  }

  /** Counts a send against the limits; the errcode when one is reached. */
  countSend(): 45009 | 45011 | undefined {
    const second = Math.floor(this.now() / 1000)
    if (this.second.number !== second) this.second = { number: second, sends: 0 }
    if (this.sentToday() >= this.limits.sendsPerDay) return 45009
    if (this.second.sends >= this.limits.sendsPerSecond) return 45011
    this.second.sends++
    this.day.sends++
    return undefined
  }

  sentToday(): number {
    const day = Math.floor((this.now() + CHINA_MS) / DAY_MS)
    if (this.day.number !== day) this.day = { number: day, sends: 0 }
    return this.day.sends
  }

  /** @returns false when the clearances of the month are used up */
  clearQuota(): boolean {
    if (this.clearances >= CLEARANCES) return false
    this.clearances++
    this.day.sends = 0
    this.second.sends = 0
    return true
  }

  /** Forgets people, messages and faults; tokens and templates stay. */
  reset(): void {
    this.codes.clear()
    this.grants.clear()
    this.deliveries.clear()
    this.busy.clear()
    this.day.sends = 0
    this.second.sends = 0
    this.clearances = 0
    this.faults = noFaults()
  }
}

/** Of a template that is only known by its id, nobody knows the keywords. */
const ANYTHING: TemplateRules = { codes: undefined, enums: new Map() }
