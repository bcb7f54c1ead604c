import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { CompiledApp } from './compile'

/** WeChat evaluates no text as code; neither does a page served under this policy. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; media-src 'self'; frame-src 'self'"

const TYPES: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}

const PHONE = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>weapp-runner</title><body>
<script src="/templates.js"></script><script src="/runner.js"></script><script src="/code.js"></script></body></html>`

/** Serves a compiled app and the runner's browser side on a free loopback port. */
export async function serveApp(app: CompiledApp, runner: string): Promise<{ origin: string; close(): Promise<void> }> {
  const texts: Record<string, [type: string, text: string]> = {
    '/': ['text/html', PHONE],
    '/runner.js': ['text/javascript', `window.__app=${JSON.stringify(app.data)};${runner}`],
    '/templates.js': ['text/javascript', app.templates],
    '/code.js': ['text/javascript', app.code],
    '/favicon.ico': ['image/x-icon', ''],
  }
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1').pathname
    response.setHeader('content-security-policy', POLICY)
    response.setHeader('cache-control', 'no-store')
    const text = texts[url]
    if (text !== undefined) return response.setHeader('content-type', `${text[0]}; charset=utf-8`).end(text[1])
    const file = path.join(app.dir, path.posix.normalize(decodeURIComponent(url).replace(/^\/app\//, '/')))
    if (!url.startsWith('/app/') || !existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end()
    response.setHeader('content-type', TYPES[path.extname(file)] ?? 'application/octet-stream')
    return createReadStream(file).pipe(response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections()
      return new Promise(resolve => server.close(() => resolve()))
    },
  }
}
