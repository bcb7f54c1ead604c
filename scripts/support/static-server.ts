import { createReadStream, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import path from 'node:path'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
}

/** The file that a request path names inside `folder`, or `undefined`; `/` names `index.html`. */
function fileAt(folder: string, url: string): string | undefined {
  try {
    const wanted = decodeURIComponent(new URL(url, 'http://preview').pathname)
    const file = path.join(folder, wanted.endsWith('/') ? `${wanted}index.html` : wanted)
    return file.startsWith(folder + path.sep) && statSync(file).isFile() ? file : undefined
  } catch {
    return undefined
  }
}

export interface StaticServer {
  port: number
  close(): Promise<void>
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, () => {
      server.off('error', reject)
      resolve()
    })
  })

/**
 * Serves the files below `folder`, never cached.
 * @param port - 0 for any; a taken one is not tried twice, the next free one of the following twenty is used
 */
export async function serveFolder(folder: string, port: number): Promise<StaticServer> {
  const root = path.resolve(folder)
  const server = createServer((request, response) => {
    const file = fileAt(root, request.url ?? '/')
    if (request.method !== 'GET' && request.method !== 'HEAD') response.writeHead(405).end()
    else if (!file) response.writeHead(404, { 'content-type': 'text/plain' }).end('not found')
    else {
      const type = TYPES[path.extname(file)] ?? 'application/octet-stream'
      response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' })
      if (request.method === 'HEAD') response.end()
      else createReadStream(file).pipe(response)
    }
  })
  for (let candidate = port; ; candidate++)
    try {
      await listen(server, candidate)
      break
    } catch (error) {
      const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
      if (!taken || candidate - port >= 20) throw error
    }
  return {
    port: (server.address() as { port: number }).port,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
