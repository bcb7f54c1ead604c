import { readFileSync } from 'node:fs'
import path from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { WeappDriver } from './app'
import { findChromium } from './chromium'
import { compileApp } from './compile'
import { ORIGIN, request, serveApp } from './serve'
import { type BootOptions, DEVICE, type Device, type WxAnswers } from './types'

/** Longer than anything takes that comes to rest by itself, in milliseconds. */
const LONGEST_ACTION = 5000

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
  /** Milliseconds that every `setData` takes to its page, as on a slow phone; 0 when absent: it is applied at once. */
  setDataDelay?: number
}

/** Gets a mini-program ready to be opened, in a browser of its own; nothing of the app runs before `open`. */
export async function launch(options: LaunchOptions): Promise<WeappDriver> {
  const device: Device = { ...DEVICE, ...options.device }
  const compiled = compileApp(path.resolve(options.dir), device)
  const page = await openPhone(device)
  const answers: WxAnswers = {
    request: (asked: unknown) => request(page.request, asked as never),
    ...options.wx,
  }
  const app = new WeappDriver(page, {
    device,
    answers,
    storage: options.storage ?? {},
    knownApis: knownApis(),
    entryPage: compiled.data.config.entryPagePath ?? compiled.data.config.pages[0]!,
    now: options.now === undefined ? null : new Date(options.now).getTime(),
    setDataDelay: options.setDataDelay ?? 0,
  })

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

/** A page like the phone's screen; closing its browser closes all. */
async function openPhone(device: Device): Promise<Page> {
  const browser = await chromium.launch({ executablePath: await findChromium(), args: ['--disable-gpu'] })
  const page = await browser.newPage({
    baseURL: ORIGIN,
    viewport: { width: device.width, height: device.height },
    deviceScaleFactor: device.pixelRatio,
    hasTouch: true,
    isMobile: true,
    colorScheme: device.colorScheme,
    locale: device.language.replace('_', '-'),
    timezoneId: device.timezone,
  })
  page.setDefaultTimeout(LONGEST_ACTION)
  return page
}

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
