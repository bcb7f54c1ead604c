import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** One post of a message, as it went over the wire. Instants are milliseconds since 1970. */
export interface Post {
  began: number
  ended: number
  /** `unanswered`: the sender lived and learned nothing. `abandoned`: the sender was killed while it waited. */
  outcome: number | 'unanswered' | 'abandoned'
}

/**
 * Stands between the senders and WeChat's stand-in and writes down, independently of both, what became of every post:
 * also those whose outcome the sender could not learn although it lived, because the answer never came or the
 * connection was cut in the middle.
 */
export interface Observer {
  url: string
  /** openid → its posts that have ended, in that order. */
  posts: Map<string, Post[]>
  stop(): Promise<void>
}

/** A sender gives up after five seconds; a connection that ends sooner ended with its process. Milliseconds. */
const PATIENCE = 4_500

export async function startObserver(target: string): Promise<Observer> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 500 })
  const { hostname, port } = new URL(target)
  const observer: Observer = { url: '', posts: new Map(), stop: async () => undefined }

  const server = http.createServer(async (request, response) => {
    const began = Date.now()
    const body = await readAll(request).catch(() => undefined)
    if (!body) return // the sender ended before it had asked
    const isSend = request.url?.startsWith('/cgi-bin/message/subscribe/send') ?? false
    let written = !isSend
    const write = (outcome: Post['outcome']) => {
      if (written) return
      written = true
      const openid = /"touser":"([^"]+)"/.exec(body.toString())?.[1] ?? 'nobody'
      observer.posts.set(openid, [...(observer.posts.get(openid) ?? []), { began, ended: Date.now(), outcome }])
    }
    const forward = http.request(
      { hostname, port, path: request.url, method: request.method, headers: request.headers, agent },
      async answer => {
        const text = await readAll(answer).catch(() => undefined)
        if (!text) return void response.destroy()
        if (!response.destroyed) write(Number(/"errcode":(-?\d+)/.exec(text.toString())?.[1] ?? 0))
        response.writeHead(answer.statusCode ?? 502, answer.headers).end(text)
      },
    )
    forward.on('error', () => {
      // Cut by the stand-in: the sender sees the same.
      if (!response.destroyed) write('unanswered')
      response.destroy()
    })
    response.on('close', () => {
      if (response.writableFinished) return
      write(Date.now() - began >= PATIENCE ? 'unanswered' : 'abandoned')
      forward.destroy()
    })
    forward.end(body)
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  observer.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  observer.stop = async () => {
    server.closeAllConnections()
    agent.destroy()
    await new Promise(resolve => server.close(resolve))
  }
  return observer
}

async function readAll(stream: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** How many posts of each person had one of these outcomes; who had none is left out. */
export function countPosts(posts: Observer['posts'], ...outcomes: Post['outcome'][]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [openid, list] of posts) {
    const count = list.filter(({ outcome }) => outcomes.includes(outcome)).length
    if (count > 0) counts.set(openid, count)
  }
  return counts
}
