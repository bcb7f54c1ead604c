import net from 'node:net'

export interface RawServer {
  url: string
  /** Requests that arrived whole, as text. */
  requests: string[]
  stop(): Promise<void>
}

/**
 * A server that does with a connection what HTTP servers do not: it gets each whole request and the bare socket.
 * Requests for an access token are answered properly, so that a test can be about what comes after.
 */
export async function rawServer(misbehave: (socket: net.Socket, request: string) => void): Promise<RawServer> {
  const requests: string[] = []
  const sockets = new Set<net.Socket>()
  const server = net.createServer(socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    let text = ''
    socket.on('data', chunk => {
      text += chunk.toString('utf8')
      const head = text.indexOf('\r\n\r\n')
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0)
      if (head < 0 || Buffer.byteLength(text.slice(head + 4)) < length) return
      const request = text
      text = ''
      requests.push(request)
      if (request.startsWith('POST /cgi-bin/stable_token'))
        socket.write(httpAnswer('{"access_token":"token-of-raw-server","expires_in":7200}'))
      else misbehave(socket, request)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    requests,
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

export const httpAnswer = (body: string, status = '200 OK', type = 'application/json'): string =>
  `HTTP/1.1 ${status}\r\ncontent-type: ${type}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
