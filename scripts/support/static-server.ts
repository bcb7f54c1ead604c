import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { detectPort } from 'detect-port'
import sirv from 'sirv'

export interface StaticServer {
  port: number
  close(): Promise<void>
}

/**
 * Serves the files below `folder`, never cached.
 * @param port - 0 for any; when it is taken, the next free one
 */
export async function serveFolder(folder: string, port: number): Promise<StaticServer> {
  // `dev` looks for each file when it is asked for: a build may follow.
  const files = sirv(folder, { dev: true })
  const server = createServer((request, response) =>
    files(request, response, () => {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found')
    }),
  )
  server.listen(port === 0 ? 0 : await detectPort(port))
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
