import type { Clock } from '../clock'
import { expectAnswer } from './answer'
import type { Exchange } from './connection'
import { WeChatUnavailable } from './errors'

/** WeChat gives out a new token in the last five minutes of the old one. Seconds. */
const LAST_MINUTES = 300
/** A token is kept at least this long, whatever WeChat says of its end. Seconds. */
const SHORTEST = 10
/** When WeChat insists on a token that it refuses, it is not asked more often than this. Milliseconds. */
const INSISTING = 1000

interface AccessTokenOptions {
  appId: string
  secret: string
  clock: Clock
  post: (path: string, body: string) => Promise<Exchange>
  /** Told once for every request that brought no token. */
  onFailure: (error: unknown) => void
  /** Told once for every token that WeChat gave out. */
  onFetched: () => void
  /** WeChat gave out again the very token that it had refused. */
  onRepeated: () => void
}

interface Held {
  value: string
  until: number
  /** It was refused once, and WeChat gave out the same again at this instant. */
  confirmedAt: number | undefined
}

/**
 * The access token of this process. `stable_token` in its normal mode gives all processes the same one, so they agree
 * without talking to each other, and asking again never invalidates what another process holds.
 */
export class AccessToken {
  private held: Held | undefined
  private refused: string | undefined
  private fetching: Promise<string> | undefined

  constructor(private readonly options: AccessTokenOptions) {}

  /**
   * The token to use now; one request to WeChat at most, however many ask.
   * @throws WeChatError, WeChatUnavailable
   */
  async get(): Promise<string> {
    if (this.held && this.held.until > this.now()) return this.held.value
    this.fetching ??= this.fetch()
      .catch(error => {
        this.options.onFailure(error)
        throw error
      })
      .finally(() => {
        this.fetching = undefined
      })
    return this.fetching
  }

  /** WeChat refused this token (40001, 40014, 42001): the next `get` asks for one, unless that has happened since. */
  refuse(token: string): void {
    if (this.held?.value !== token) return
    const { confirmedAt } = this.held
    if (confirmedAt !== undefined && this.now() - confirmedAt < INSISTING) return
    this.held = undefined
    this.refused = token
  }

  private async fetch(): Promise<string> {
    const { appId, secret, post } = this.options
    const exchange = await post(
      '/cgi-bin/stable_token',
      JSON.stringify({ grant_type: 'client_credential', appid: appId, secret, force_refresh: false }),
    )
    const answer = expectAnswer<{ access_token?: unknown; expires_in?: unknown }>('stable_token', exchange)
    const { access_token: value, expires_in: seconds } = answer
    if (typeof value !== 'string' || value === '' || typeof seconds !== 'number')
      throw new WeChatUnavailable('stable_token', true, 'an answer without a token')
    const now = this.now()
    if (value === this.refused) this.options.onRepeated()
    this.held = {
      value,
      until: now + Math.max(seconds - LAST_MINUTES, SHORTEST) * 1000,
      confirmedAt: value === this.refused ? now : undefined,
    }
    this.options.onFetched()
    return value
  }

  private now(): number {
    return this.options.clock.now().getTime()
  }
}
