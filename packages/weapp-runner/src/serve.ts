import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { build, type Plugin } from 'esbuild'
import type { APIRequestContext, Page } from 'playwright-core'
import type { WeappDriver } from './app'
import type { CompiledApp } from './compile'
import type { EngineName } from './types'

/** Where the app seems to live; nothing listens there. */
export const ORIGIN = 'http://weapp.localhost'

/** WeChat evaluates no text as code; neither does a page served under this policy. */
const HEADERS = { 'content-security-policy': "script-src 'self'" }
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

const read = (name: string) => readFileSync(path.join(__dirname, 'browser', name), 'utf8')

/** WeChat's older engine takes the global `document` for the page: it gets the page at work instead. */
const withPageDocument: Plugin = {
  name: 'page-document',
  setup({ onLoad }) {
    onLoad({ filter: /node_modules\/(miniprogram-exparser|j-component)\/.*\.js$/ }, async ({ path: file }) => ({
      contents: `const document = window.__pageDocument;${await readFile(file, 'utf8')}`,
    }))
  },
}

/** The part that runs in Chromium, with the style sheet of WeChat's components. */
async function bundleBrowserSide(engine: EngineName): Promise<string> {
  const result = await build({
    entryPoints: [path.join(__dirname, 'browser', engine, 'main.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"', global: 'window' },
    plugins: [withPageDocument],
  })
  return `window.__look=${JSON.stringify(read('wechat.css'))};${result.outputFiles[0]!.text}`
}
const browserSides: Partial<Record<EngineName, Promise<string>>> = {}

/** Answers whatever the page asks for from a compiled app and the runner's browser side; nothing else is reached. */
export async function serveApp(page: Page, app: CompiledApp, report: WeappDriver['report']): Promise<void> {
  browserSides[app.engine] ??= bundleBrowserSide(app.engine)
  const scripts: Record<string, string> = {
    '/runner.js': `window.__app=${JSON.stringify(app.data)};${await browserSides[app.engine]}`,
    '/templates.js': app.templates,
    '/code.js': app.code,
  }
  const phone = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><link rel="icon" href="data:,">
    <meta name="viewport" content="width=device-width,initial-scale=1"><style>${read('phone.css')}</style>
    <body><div id="bar"></div><div id="pages"></div><div id="tabs"></div>
    <script src="/templates.js"></script><script src="/runner.js"></script><script src="/code.js"></script>`
  await page.route('**/*', route => {
    const url = route.request().url()
    const { origin, pathname } = new URL(url)
    const file = decodeURIComponent(pathname).slice(1)
    if (origin !== ORIGIN) {
      report('network', `blocked by policy: ${url}`)
      return route.abort('blockedbyclient')
    }
    if (pathname === '/') return route.fulfill({ body: phone, contentType: 'text/html', headers: HEADERS })
    if (pathname in scripts) return route.fulfill({ body: scripts[pathname], contentType: 'text/javascript' })
    if (file in app.data.size.files) return route.fulfill({ path: path.join(app.dir, file) })
    report('missing-file', `${file} does not exist`)
    return route.fulfill({ status: 404 })
  })
}

/** What the app handed to `wx.request`. */
type Asked = Partial<
  Record<'method' | 'dataType' | 'responseType', string> & Record<'header', Record<string, string>>
> & {
  url: string
  data?: unknown
  timeout?: number
}

/** Carries out `wx.request` from Node, to this machine only; every status is a success, as in WeChat. */
export async function request(client: APIRequestContext, asked: Asked): Promise<Record<string, unknown>> {
  const { url, method = 'GET', data, header = {}, dataType = 'json', responseType, timeout = 60_000 } = asked
  const { hostname, origin } = new URL(url)
  const failed = (reason: string) => ({ errMsg: `request:fail ${reason}` })
  if (!LOOPBACK.includes(hostname)) return failed(`url not in domain list: ${origin} is not on this machine`)
  const isForm = typeof data === 'object' && /x-www-form-urlencoded/.test(Object.values(header).join())
  const body = { [method.toUpperCase() === 'GET' ? 'params' : isForm ? 'form' : 'data']: data }
  const headers = { 'content-type': 'application/json', ...header }
  try {
    const response = await client.fetch(url, { method, headers, timeout, ...body })
    const text = () => response.text()
    // Bytes reach the app as text, and are made bytes again there.
    const bytes = async () => ({ base64: (await response.body()).toString('base64') })
    const read =
      responseType === 'arraybuffer'
        ? await bytes()
        : dataType === 'json'
          ? await response.json().catch(text)
          : await text()
    return { statusCode: response.status(), header: response.headers(), data: read }
  } catch (error) {
    return failed(/Timeout/i.test(String(error)) ? 'timeout' : `connect: ${(error as Error).message}`)
  }
}
