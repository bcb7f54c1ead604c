import http from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * Stands between the senders and WeChat's stand-in and counts, independently of both, the sends whose outcome the
 * sender could not learn although it lived: answers that never came, and connections cut in the middle.
 */
export interface Observer {
  url: string
  /** openid → how many of its sends ended without an answer for a sender that was alive. */
  unanswered: Map<string, number>
  sends: number
  stop(): Promise<void>
}

/** A sender gives up after five seconds; a connection that ends sooner ended with its process. Milliseconds. */
const PATIENCE = 4_500

export async function startObserver(target: string): Promise<Observer> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 500 })
  const { hostname, port } = new URL(target)
  const observer: Observer = { url: '', unanswered: new Map(), sends: 0, stop: async () => undefined }

  const server = http.createServer((request, response) => {
    const began = performance.now()
    const isSend = request.url?.startsWith('/cgi-bin/message/subscribe/send') ?? false
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks)
      if (isSend) observer.sends++
      let counted = false
      const lost = () => {
        if (counted || !isSend) return
        counted = true
        const openid = /"touser":"([^"]+)"/.exec(body.toString())?.[1] ?? 'nobody'
        observer.unanswered.set(openid, (observer.unanswered.get(openid) ?? 0) + 1)
      }
      const forward = http.request(
        { hostname, port, path: request.url, method: request.method, headers: request.headers, agent },
        answer => {
          response.writeHead(answer.statusCode ?? 502, answer.headers)
          answer.pipe(response)
          answer.on('error', () => response.destroy())
        },
      )
      forward.on('error', () => {
        // Cut by the stand-in: the sender sees the same.
        if (!response.destroyed) lost()
        response.destroy()
      })
      response.on('close', () => {
        if (response.writableFinished) return
        if (performance.now() - began >= PATIENCE) lost()
        forward.destroy()
      })
      forward.end(body)
    })
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
