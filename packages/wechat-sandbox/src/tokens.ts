import { randomBytes } from 'node:crypto'

const LIFE_SECONDS = 7200
/** How long before its end a stable token is replaced, and how long a replaced one still works. */
const OVERLAP_SECONDS = 300

interface Issued {
  token: string
  /** Seconds of the clock. */
  until: number
}

type Verdict = 'valid' | 'missing' | 'expired' | 'invalid'

/** Access tokens: stable ones come back the same until their last five minutes, the other kind is new at every call. */
export class Tokens {
  private readonly untils = new Map<string, number>()
  private stable: Issued | undefined
  private latest: Issued | undefined

  constructor(private readonly now: () => number) {}

  issueStable(forceRefresh: boolean): { access_token: string; expires_in: number } {
    const left = (this.stable?.until ?? 0) - this.now()
    if (forceRefresh && this.stable) this.untils.delete(this.stable.token)
    if (forceRefresh || left <= OVERLAP_SECONDS) this.stable = this.make()
    const { token, until } = this.stable!
    return { access_token: token, expires_in: Math.floor(until - this.now()) }
  }

  /** The last one wins: the one before is no longer good. WeChat leaves it a few minutes, which nobody may rely on. */
  issue(): { access_token: string; expires_in: number } {
    if (this.latest) this.untils.delete(this.latest.token)
    this.latest = this.make()
    return { access_token: this.latest.token, expires_in: LIFE_SECONDS }
  }

  check(token: string | null): Verdict {
    if (!token) return 'missing'
    const until = this.untils.get(token)
    if (until === undefined) return 'invalid'
    return until > this.now() ? 'valid' : 'expired'
  }

  /** Makes every token out there invalid, as WeChat does when a secret is reset. */
  revoke(): void {
    this.untils.clear()
    this.stable = undefined
    this.latest = undefined
  }

  private make(): Issued {
    const issued = { token: `SANDBOX_${randomBytes(64).toString('hex')}`, until: this.now() + LIFE_SECONDS }
    this.untils.set(issued.token, issued.until)
    return issued
  }
}
