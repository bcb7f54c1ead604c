import type { Logger } from '../log'
import { WeChatError } from './errors'

/** Told when WeChat begins to refuse the account, its secret or this server's address, and when it gives out a token again. */
export type OnAccount = (refusal: WeChatError | undefined) => Promise<void>

/** Hears what came of each request for a token, and tells what has changed; nobody waits for that. */
export class AccountWatch {
  // The errcode of the refusal, 0 for a token. Undefined: the first token is told too, the process before may have been refused.
  private told: number | undefined
  private telling: Promise<void> = Promise.resolve()

  constructor(
    private readonly tell: OnAccount,
    private readonly log: Logger,
  ) {}

  fetched(): void {
    this.note(undefined)
  }

  /** @param error - of whatever kind; only a refusal of the account counts */
  failed(error: unknown): void {
    if (error instanceof WeChatError && error.action === 'stop') this.note(error)
  }

  /** Ends when all is told. */
  async close(): Promise<void> {
    await this.telling
  }

  private note(refusal: WeChatError | undefined): void {
    const errcode = refusal?.errcode ?? 0
    if (this.told === errcode) return
    this.told = errcode
    // One after the other: the last word must be the last.
    this.telling = this.telling
      .then(() => this.tell(refusal))
      .catch(error => {
        // The next request for a token brings it up again.
        this.told = undefined
        this.log.warn({ err: error }, 'the operator cannot be told about the account now')
      })
  }
}
