import { readFileSync } from 'node:fs'
import path from 'node:path'
import { WeappDriver } from './app'
import { borrowBrowser } from './chromium'
import { compileApp } from './compile'
import { ORIGIN, request, serveApp } from './serve'
import { type AppError, DEVICE, type Device, type WxAnswers } from './types'

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

/** Names that WeChat's own typings give for `wx`. */
function knownApis(): string[] {
  const text = readFileSync(require.resolve('miniprogram-api-typings/types/wx/lib.wx.api.d.ts'), 'utf8')
  const body = text.slice(text.indexOf('interface Wx {'))
  return [...new Set([...body.matchAll(/^ {8}(\w+)\s*[(<]/gm)].map(match => match[1] as string))]
}

/** Gets a mini-program ready to be opened; nothing of the app runs before `open`. */
export async function launch({ dir, storage = {}, now, ...options }: LaunchOptions): Promise<WeappDriver> {
  const device = { ...DEVICE, ...options.device }
  const compiled = compileApp(path.resolve(dir), device)
  const { browser, giveBack } = await borrowBrowser()
  const context = await browser.newContext({
    ...{ baseURL: ORIGIN, viewport: { width: device.width, height: device.height }, hasTouch: true, isMobile: true },
    ...{ deviceScaleFactor: device.pixelRatio, colorScheme: device.colorScheme, timezoneId: device.timezone },
    locale: device.language.replace('_', '-'),
  })
  context.setDefaultTimeout(5000)
  const page = await context.newPage()
  const answers: WxAnswers = { request: (asked: unknown) => request(context.request, asked as never), ...options.wx }
  const { config } = compiled.data
  const app = new WeappDriver(page, {
    ...{ device, answers, storage, knownApis: knownApis() },
    entryPage: config.entryPagePath ?? config.pages[0]!,
    now: now === undefined ? null : new Date(now).getTime(),
    dispose: () => context.close().then(giveBack),
  })
  const fail = (kind: AppError['kind'], message: string) => app.report({ kind, message })
  await serveApp(page, compiled, fail)
  // what Chromium itself writes there has no arguments
  page.on('console', said => said.type() === 'error' && said.args().length > 0 && fail('console', said.text()))
  await page.exposeFunction('__report', (error: AppError) => app.report(error))
  await page.exposeFunction('__answer', (name: string, given: unknown) =>
    (answers[name] as (of: unknown) => unknown)(given),
  )
  return app
}
