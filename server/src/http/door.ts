import http, { type RequestListener } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { answerClientError, closingAnswer } from './client-errors'

/** A request has come whole by then, or its connection is closed with 408. Milliseconds. */
const REQUEST_LASTS = 15_000
/** How often Node looks for requests that take longer. Milliseconds. */
const REQUEST_CHECKS = 2_000
/** A connection on which nothing moves for so long is closed, above all one whose answer nobody reads. Milliseconds. */
const SILENCE_LASTS = 30_000
/** As long as a proxy keeps its connections. Milliseconds. */
const KEPT_ALIVE = 72_000
/**
 * Requests of one connection that are not answered yet, answers that nobody has read included. Phones, browsers and
 * proxies send the next one after the answer; beyond this many the connection is cut, or its answers would fill the memory.
 */
const MOST_UNANSWERED = 10
/** And so long the first of them may wait for its end, read drop by drop. Milliseconds. */
const ANSWER_LASTS = 60_000
const LOOK = 5_000
/** What is in flight when the server is asked to stop has so long to end. Milliseconds. */
export const STOP_LASTS = 5_000

/**
 * Where requests come in: a listening socket whose handler can be exchanged, so that probes are answered before there is
 * anything else, and that bounds what one connection may have.
 */
export interface Door {
  server: http.Server
  /** From now on requests go to this handler. */
  handOverTo(handler: RequestListener): void
  /**
   * @param host - absent: all addresses, of IPv6 too where the machine has it
   * @throws when the port is taken
   */
  listen(port: number, host?: string): Promise<void>
  addresses(): AddressInfo[]
  close(): Promise<void>
}

export function createDoor(first: RequestListener = () => undefined): Door {
  let handler = first
  let isClosing = false
  const unanswered = new Unanswered()
  const server = http.createServer(
    {
      requestTimeout: REQUEST_LASTS,
      // Node takes the longer of the two for the whole request: its own for the headers is a minute.
      headersTimeout: REQUEST_LASTS,
      connectionsCheckingInterval: REQUEST_CHECKS,
      keepAliveTimeout: KEPT_ALIVE,
      // Node's own answer to a missing Host has no body.
      requireHostHeader: false,
    },
    (request, response) => {
      if (!unanswered.admit(request.socket, response)) return
      if (isClosing) return refuse(response, 503, 'not-ready', 'the server is stopping')
      if (request.headers.host === undefined && request.httpVersion === '1.1')
        return refuse(response, 400, 'bad-request', 'the header Host is missing')
      handler(request, response)
    },
  )
  server.setTimeout(SILENCE_LASTS)
  server.on('connection', socket => socket.once('close', () => unanswered.forget(socket)))
  server.on('clientError', answerClientError)
  server.on('checkExpectation', (_request, response: http.ServerResponse) =>
    refuse(response, 417, 'bad-request', 'the only expectation that can be met is 100-continue'),
  )
  server.on('connect', (_request, socket: Duplex) =>
    socket.end(closingAnswer(405, 'Method Not Allowed', 'method-not-allowed', 'this is no proxy')),
  )
  const timer = setInterval(() => unanswered.cutLate(), LOOK)
  timer.unref()
  server.on('close', () => clearInterval(timer))

  const listen = (port: number, host: string) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, host, () => {
        server.off('error', reject)
        resolve()
      })
    })
  return {
    server,
    handOverTo: next => {
      handler = next
    },
    listen: (port, host) =>
      listen(port, host ?? '::').catch(error => {
        // Machines without IPv6 refuse the dual-stack address.
        if (host !== undefined || error.code !== 'EAFNOSUPPORT') throw error
        return listen(port, '0.0.0.0')
      }),
    addresses: () => [server.address()].filter(address => typeof address === 'object' && address !== null),
    close: async () => {
      isClosing = true
      if (!server.listening) return
      // A connection that is kept alive is idle once its last request is answered.
      const idle = setInterval(() => server.closeIdleConnections(), 20)
      const late = setTimeout(() => server.closeAllConnections(), STOP_LASTS)
      await new Promise<void>(resolve => server.close(() => resolve()))
      clearInterval(idle)
      clearTimeout(late)
    },
  }
}

/** What connections have not answered yet. */
class Unanswered {
  private readonly counts = new WeakMap<Socket, number>()
  /** Those with something unanswered, and since when nothing of theirs has come to its end. */
  private readonly since = new Map<Socket, number>()

  /** Counts a request until its answer is on its way; false when there are too many: the connection is cut. */
  admit(socket: Socket, response: http.ServerResponse): boolean {
    // The parser goes on through what it has read, although the connection is cut.
    if (socket.destroyed) return false
    const count = (this.counts.get(socket) ?? 0) + 1
    this.counts.set(socket, count)
    if (count === 1) this.since.set(socket, performance.now())
    if (count > MOST_UNANSWERED) {
      stopParsing(socket)
      socket.destroy()
      return false
    }
    response.once('close', () => {
      const left = this.counts.get(socket)! - 1
      this.counts.set(socket, left)
      if (left === 0) this.forget(socket)
      else if (!socket.destroyed) this.since.set(socket, performance.now())
    })
    return true
  }

  cutLate(): void {
    const now = performance.now()
    for (const [socket, since] of this.since) if (now - since > ANSWER_LASTS) socket.destroy()
  }

  forget(socket: Socket): void {
    this.since.delete(socket)
  }
}

/** To Node's parser: what follows is no HTTP. */
const NO_HTTP_FOLLOWS = 2

/**
 * What was read of a connection may hold a thousand requests more, and Node would make objects of them all, cut or not:
 * with hundreds of such connections nobody else is answered for seconds. Its parser is not documented; where it is
 * another one, that time is lost, and nothing else.
 */
function stopParsing(socket: Socket): void {
  const { parser } = socket as { parser?: { onIncoming?: unknown } }
  if (typeof parser?.onIncoming === 'function') parser.onIncoming = () => NO_HTTP_FOLLOWS
}

function refuse(
  response: http.ServerResponse,
  status: number,
  code: 'bad-request' | 'not-ready',
  message: string,
): void {
  const body = JSON.stringify({ error: { code, message } })
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', connection: 'close' })
  response.end(body)
}
