import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core'
import { WeappDriver } from './app'
import { findChromium } from './chromium'
import { compileApp } from './compile'
import { ORIGIN, request, serveApp } from './serve'
import { type BootOptions, DEVICE, type Device, type EngineName, type WxAnswers } from './types'

/** Longer than anything takes that comes to rest by itself, in milliseconds. */
const LONGEST_ACTION = 5000

export interface LaunchOptions {
  /** The compiled mini-program: the folder with `app.json`. */
  dir: string
  /** `glass-easel` when absent; `exparser`, the older one, needs WeChat's compiler: see {@link HAS_WECHAT_COMPILERS}. */
  engine?: EngineName
  /** Answers to `wx` calls, by name; see `WxAnswers`. */
  wx?: WxAnswers
  /** What is in storage before the first start. */
  storage?: Record<string, unknown>
  device?: Partial<Device>
  /** The app's time at every cold start: an ISO instant or milliseconds; the real time when absent. */
  now?: string | number
  /** Milliseconds that every `setData` takes to its page, as on a slow phone; 0 when absent: it is applied at once. */
  setDataDelay?: number
  /** Where to open it, apart from whatever else is open there; a browser of its own when absent. See {@link startBrowser}. */
  browser?: Browser
}

/** A browser that many apps may share, one after another or at once; whoever starts it closes it. */
export const startBrowser = async (): Promise<Browser> =>
  chromium.launch({ executablePath: await findChromium(), args: ['--disable-gpu'] })

/** Gets a mini-program ready to be opened; nothing of the app runs before `open`. */
export async function launch(options: LaunchOptions): Promise<WeappDriver> {
  const device: Device = { ...DEVICE, ...options.device }
  const compiled = compileApp(path.resolve(options.dir), device, options.engine)
  const browser = options.browser ?? (await startBrowser())
  const context = await browser.newContext(phone(device))
  const page = await context.newPage()
  page.setDefaultTimeout(LONGEST_ACTION)
  const answers: WxAnswers = {
    request: (asked: unknown) => request(page.request, asked as never),
    ...options.wx,
  }
  const setup = {
    device,
    answers,
    storage: options.storage ?? {},
    knownApis: knownApis(),
    entryPage: compiled.data.config.entryPagePath ?? compiled.data.config.pages[0]!,
    now: options.now === undefined ? null : new Date(options.now).getTime(),
    setDataDelay: options.setDataDelay ?? 0,
  }
  const app = new WeappDriver(page, setup, () => (options.browser ? context : browser).close())

  await serveApp(page, compiled, app.report)
  page.on('console', message => {
    // What Chromium itself writes there has no arguments.
    if (message.type() === 'error' && message.args().length > 0) app.report('console', message.text())
  })
  await page.exposeFunction('__answer', (name: string, given: unknown) => {
    const answer = answers[name] as (given: unknown) => unknown
    return answer(given)
  })
  await page.exposeFunction('__report', app.report)
  return app
}

const phone = (device: Device): BrowserContextOptions => ({
  baseURL: ORIGIN,
  viewport: { width: device.width, height: device.height },
  deviceScaleFactor: device.pixelRatio,
  hasTouch: true,
  isMobile: true,
  colorScheme: device.colorScheme,
  locale: device.language.replace('_', '-'),
  timezoneId: device.timezone,
})

/** The functions that WeChat's own typings have on `wx`, and whether each answers later. */
function knownApis(): BootOptions['knownApis'] {
  const typings = readFileSync(require.resolve('miniprogram-api-typings/types/wx/lib.wx.api.d.ts'), 'utf8')
  const methods = typings.slice(typings.indexOf('interface Wx {')).matchAll(/^ {8}(\w+)(?:<[^(]*>)?\(\s*(option\b)?/gm)
  const known: BootOptions['knownApis'] = {}
  for (const [, name, option] of methods) {
    // What takes options answers later, but for what creates something.
    known[name!] = option !== undefined && !name!.startsWith('create')
  }
  return known
}
