import { readFileSync } from 'node:fs'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { WeappDriver } from './app'
import { findChromium } from './chromium'
import { compileApp } from './compile'
import { ORIGIN, request, serveApp } from './serve'
import * as T from './types'

export interface LaunchOptions {
  /** The compiled mini-program: the folder with `app.json`. */
  dir: string
  /** Answers to `wx` calls, by name; see `WxAnswers`. */
  wx?: T.WxAnswers
  /** What is in storage before the first start. */
  storage?: Record<string, unknown>
  device?: Partial<T.Device>
  /** The app's time at every cold start: an ISO instant or milliseconds; the real time when absent. */
  now?: string | number
  /** Milliseconds that every `setData` takes to its page, as on a slow phone; 0 when absent: it is applied at once. */
  setDataDelay?: number
}

/** What WeChat's own typings have on `wx`: what takes options answers later, but for what creates something. */
function knownApis(): T.BootOptions['knownApis'] {
  const text = readFileSync(require.resolve('miniprogram-api-typings/types/wx/lib.wx.api.d.ts'), 'utf8')
  const methods = text.slice(text.indexOf('interface Wx {')).matchAll(/^ {8}(\w+)(?:<[^(]*>)?\(\s*(option\b)?/gm)
  const later = (name: string, option?: string) => option !== undefined && !name.startsWith('create')
  return Object.fromEntries([...methods].map(([, name, option]) => [name, later(name!, option)]))
}

/** Gets a mini-program ready to be opened, in a browser of its own; nothing of the app runs before `open`. */
export async function launch({
  dir,
  storage = {},
  now,
  wx,
  setDataDelay = 0,
  ...options
}: LaunchOptions): Promise<WeappDriver> {
  const device = { ...T.DEVICE, ...options.device }
  const compiled = compileApp(path.resolve(dir), device)
  const browser = await chromium.launch({ executablePath: await findChromium(), args: ['--disable-gpu'] })
  const page = await browser.newPage({
    ...{ baseURL: ORIGIN, viewport: { width: device.width, height: device.height }, hasTouch: true, isMobile: true },
    ...{ deviceScaleFactor: device.pixelRatio, colorScheme: device.colorScheme, timezoneId: device.timezone },
    locale: device.language.replace('_', '-'),
  })
  page.setDefaultTimeout(5000)
  const answers: T.WxAnswers = { request: (asked: unknown) => request(page.request, asked as never), ...wx }
  const app = new WeappDriver(page, {
    ...{ device, answers, storage, knownApis: knownApis() },
    entryPage: compiled.data.config.entryPagePath ?? compiled.data.config.pages[0]!,
    now: now === undefined ? null : new Date(now).getTime(),
    setDataDelay,
  })
  await serveApp(page, compiled, app.report)
  // what Chromium itself writes there has no arguments
  page.on('console', said => said.type() === 'error' && said.args().length > 0 && app.report('console', said.text()))
  const answer = (name: string, given: unknown) => (answers[name] as (of: unknown) => unknown)(given)
  await page.exposeFunction('__answer', answer)
  await page.exposeFunction('__report', app.report)
  return app
}
