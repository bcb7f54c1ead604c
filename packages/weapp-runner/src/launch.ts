import { readFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { WeappDriver } from './app'
import { borrowBrowser } from './chromium'
import { compileApp } from './compile'
import { type RequestOptions, request } from './request'
import { ORIGIN, serveApp } from './serve'
import { DEVICE, type Device, type WxAnswers } from './types'

export interface LaunchOptions {
  /** The compiled mini-program: the folder with `app.json`. */
  dir: string
  /** Answers to `wx` calls, by name; see `WxAnswers`. */
  wx?: WxAnswers
  /** What is in storage before the first start. */
  storage?: Record<string, unknown>
  device?: Partial<Device>
  /** The app's time at every cold start: an ISO instant or milliseconds; the real time when absent. */
  now?: string | number
}

/** The part that runs in Chromium. */
async function bundleBrowserSide(): Promise<string> {
  const result = await build({
    entryPoints: [path.join(__dirname, 'browser', 'main.ts')],
    ...{ bundle: true, write: false, format: 'iife', target: 'es2022', logLevel: 'error' },
    loader: { '.css': 'text' },
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  return result.outputFiles[0]!.text
}
let browserSide: Promise<string> | undefined

/** Names that WeChat's own typings give for `wx`. */
function knownApis(): string[] {
  const typings = require.resolve('miniprogram-api-typings/package.json')
  const text = readFileSync(path.join(path.dirname(typings), 'types/wx/lib.wx.api.d.ts'), 'utf8')
  const body = text.slice(text.indexOf('interface Wx {'))
  return [...new Set([...body.matchAll(/^ {8}(\w+)\s*[(<]/gm)].map(match => match[1] as string))]
}

/** Gets a mini-program ready to be opened; nothing of the app runs before `open`. */
export async function launch(options: LaunchOptions): Promise<WeappDriver> {
  const device = { ...DEVICE, ...options.device }
  const { wx: answers = {}, storage = {}, now } = options
  const compiled = compileApp(path.resolve(options.dir), device)
  browserSide ??= bundleBrowserSide()
  const runner = await browserSide
  const { browser, giveBack } = await borrowBrowser()
  const context = await browser.newContext({
    ...{ baseURL: ORIGIN, viewport: { width: device.width, height: device.height }, hasTouch: true, isMobile: true },
    ...{ deviceScaleFactor: device.pixelRatio, colorScheme: device.colorScheme, timezoneId: device.timezone },
    locale: device.language.replace('_', '-'),
  })
  context.setDefaultTimeout(5000)
  const page = await context.newPage()
  await serveApp(page, compiled, runner)
  await page.exposeFunction('__request', (asked: RequestOptions) => request(context.request, asked))
  await page.exposeFunction('__answer', (name: string, given: unknown) =>
    (answers[name] as (options: unknown) => unknown)(given),
  )
  return new WeappDriver(page, {
    ...{ device, answers, storage, knownApis: knownApis() },
    entryPage: compiled.data.config.entryPagePath ?? compiled.data.config.pages[0]!,
    now: now === undefined ? null : new Date(now).getTime(),
    dispose: () => context.close().then(giveBack),
  })
}
