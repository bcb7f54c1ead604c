import { setTimeout as sleep } from 'node:timers/promises'

/** The other side understood and said no. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'

  /** @param afterLoss - an earlier try of the same request got no answer: it may have been done all the same */
  constructor(
    message: string,
    readonly status: number,
    readonly afterLoss: boolean,
  ) {
    super(message)
  }
}

const TRIES = 120
const REST = 500

/**
 * Asks in JSON; tries again while the other side is away, as a phone or an operator would.
 * @returns the answer's body; undefined when it has none
 * @throws RefusedError on 4xx
 */
export async function ask<T>(method: string, url: string, body?: unknown, token?: string): Promise<T> {
  let afterLoss = false
  for (let attempt = 0; ; attempt++) {
    try {
      const answer = await fetch(url, {
        method,
        headers: {
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(token && { authorization: `Bearer ${token}` }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      })
      const text = await answer.text()
      if (answer.ok) return (text === '' ? undefined : JSON.parse(text)) as T
      const message = `${method} ${url}: ${answer.status} ${text}`
      if (answer.status < 500) throw new RefusedError(message, answer.status, afterLoss)
      throw new Error(message)
    } catch (error) {
      if (error instanceof RefusedError || attempt >= TRIES) throw error
      afterLoss = true
      await sleep(REST)
    }
  }
}

export const post = <T>(url: string, body: unknown, token?: string): Promise<T> => ask<T>('POST', url, body, token)
