import { type Dispatcher, Pool } from 'undici'

/** What is known after a request has ended. */
export type Exchange =
  | { type: 'response'; status: number; contentType: string; body: Buffer }
  /** Name look-up, connect or TLS failed: nothing was written, WeChat cannot have acted. */
  | { type: 'not-sent'; reason: string }
  /** The request was on its way and no whole answer came back: WeChat may have acted. */
  | { type: 'unknown'; reason: string }

export interface Timeouts {
  /** Milliseconds until a connection stands, TLS included. */
  connect: number
  /** Milliseconds from the request until the head of the answer. */
  headers: number
  /** Milliseconds between two pieces of the answer's body. */
  body: number
}

/** WeChat answers within a second; an answer that takes longer than this is no answer. */
const TIMEOUTS: Timeouts = { connect: 3000, headers: 5000, body: 3000 }
const LARGEST_ANSWER = 4 * 1024 * 1024
/** From the first byte that is written, so that an answer that drips in ends too. Milliseconds. */
const LONGEST_ANSWER = 8000
/** What one request may last at most: to connect, to answer, and the last silence before an answer that is too slow. Milliseconds. */
export const LONGEST_REQUEST = TIMEOUTS.connect + LONGEST_ANSWER + TIMEOUTS.body

/** Connections to WeChat that are kept open: one request at a time on each. */
export class Connection {
  private readonly pool: Pool
  private readonly prefix: string

  /**
   * @param apiBase - WECHAT_API_BASE; a path in it comes before that of every request
   * @param connections - at most so many requests at the same time, others queue
   */
  constructor(apiBase: string, connections: number, timeouts: Partial<Timeouts> = {}) {
    const { origin, pathname } = new URL(apiBase)
    const { connect, headers, body } = { ...TIMEOUTS, ...timeouts }
    this.prefix = pathname.replace(/\/$/, '')
    this.pool = new Pool(origin, {
      connections,
      pipelining: 1,
      connect: { timeout: connect },
      headersTimeout: headers,
      bodyTimeout: body,
      keepAliveTimeout: 4000,
      keepAliveMaxTimeout: 60_000,
    })
  }

  /**
   * Sends one request; never rejects. A `reason` is an error's code and never its text, which may hold an address.
   * @param path - with its query
   * @param body - JSON text; absent: GET
   */
  request(path: string, body?: string): Promise<Exchange> {
    return new Promise(resolve => {
      this.pool.dispatch(
        {
          path: this.prefix + path,
          method: body === undefined ? 'GET' : 'POST',
          headers: body === undefined ? undefined : JSON_BODY,
          body,
          // Never sent a second time behind our back, not even a GET: a login code is good once.
          idempotent: false,
        },
        new Collector(resolve),
      )
    })
  }

  /** Ends when the requests under way have ended. */
  close(): Promise<void> {
    return this.pool.close()
  }
}

const JSON_BODY = { 'content-type': 'application/json' }

/** Plainer than undici's `request()`: no stream for an answer of sixty bytes, and it knows when writing began. */
class Collector implements Dispatcher.DispatchHandler {
  private begunAt: number | undefined
  private status = 0
  private contentType = ''
  private readonly chunks: Buffer[] = []
  private size = 0

  constructor(private readonly resolve: (exchange: Exchange) => void) {}

  onRequestStart(): void {
    this.begunAt = performance.now()
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ) {
    this.status = status
    this.contentType = String(headers['content-type'] ?? '')
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.size += chunk.length
    if (this.size > LARGEST_ANSWER) controller.abort(Object.assign(new Error(), { code: 'ANSWER_TOO_LARGE' }))
    else if (performance.now() - this.begunAt! > LONGEST_ANSWER)
      controller.abort(Object.assign(new Error(), { code: 'ANSWER_TOO_SLOW' }))
    else this.chunks.push(chunk)
  }

  onResponseEnd(): void {
    const body = this.chunks.length === 1 ? this.chunks[0]! : Buffer.concat(this.chunks)
    this.resolve({ type: 'response', status: this.status, contentType: this.contentType, body })
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.resolve({ type: this.begunAt === undefined ? 'not-sent' : 'unknown', reason: reasonOf(error) })
  }
}

function reasonOf(error: Error): string {
  const { code, name } = error as { code?: unknown; name: string }
  return typeof code === 'string' && /^\w{1,64}$/.test(code) ? code : name
}
