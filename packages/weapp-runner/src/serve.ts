import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import type { CompiledApp } from './compile'

/** Where the app seems to live; nothing listens there. */
export const ORIGIN = 'http://weapp.localhost'

/** WeChat evaluates no text as code; neither does a page served under this policy. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; media-src 'self'; frame-src 'self'"

const PHONE = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>weapp-runner</title><body>
<script src="/templates.js"></script><script src="/runner.js"></script><script src="/code.js"></script></body></html>`

/** Answers whatever the page asks for from a compiled app and the runner's browser side; there is no server. */
export async function serveApp(page: Page, app: CompiledApp, runner: string): Promise<void> {
  const texts: Record<string, string> = {
    '/': PHONE,
    '/runner.js': `window.__app=${JSON.stringify(app.data)};${runner}`,
    '/templates.js': app.templates,
    '/code.js': app.code,
    '/favicon.ico': '',
  }
  await page.route('**/*', route => {
    const { origin, pathname } = new URL(route.request().url())
    if (origin !== ORIGIN) return route.abort('blockedbyclient')
    const body = texts[pathname]
    const contentType = `${pathname === '/' ? 'text/html' : 'text/javascript'}; charset=utf-8`
    if (body !== undefined) return route.fulfill({ body, contentType, headers: { 'content-security-policy': POLICY } })
    const file = path.join(app.dir, decodeURIComponent(pathname).replace(/^\/app\//, '/'))
    const found = pathname.startsWith('/app/') && existsSync(file) && statSync(file).isFile()
    return found ? route.fulfill({ path: file }) : route.fulfill({ status: 404 })
  })
}
