import { readFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { WeappDriver } from './app'
import { borrowBrowser, returnBrowser } from './chromium'
import { compileApp } from './compile'
import { type RequestOptions, request } from './request'
import { serveApp } from './server'
import type { Device, WxAnswers } from './types'

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

const DEVICE: Device = {
  width: 375,
  height: 812,
  pixelRatio: 2,
  statusBarHeight: 44,
  colorScheme: 'light',
  fontSizeSetting: 17,
  platform: 'ios',
  system: 'iOS 17.0',
  SDKVersion: '3.8.12',
  version: '8.0.50',
  language: 'zh_CN',
  networkType: 'wifi',
  timezone: 'Asia/Shanghai',
  storageBytes: 10 * 1024 * 1024,
}

let browserSide: Promise<string> | undefined

/** The part that runs in Chromium, bundled once a process. */
const bundleBrowserSide = (): Promise<string> => {
  browserSide ??= build({
    entryPoints: [path.join(__dirname, 'browser', 'main.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    loader: { '.css': 'text' },
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  }).then(result => result.outputFiles[0]!.text)
  return browserSide
}

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
  const compiled = compileApp(path.resolve(options.dir), device)
  const { config } = compiled.data
  const server = await serveApp(compiled, await bundleBrowserSide())
  const browser = await borrowBrowser()
  const context = await browser.newContext({
    viewport: { width: device.width, height: device.height },
    deviceScaleFactor: device.pixelRatio,
    hasTouch: true,
    isMobile: true,
    locale: device.language.replace('_', '-'),
    timezoneId: device.timezone,
    colorScheme: device.colorScheme,
  })
  context.setDefaultTimeout(5000)
  const page = await context.newPage()
  const answers = options.wx ?? {}
  await page.exposeFunction('__host', (method: 'request' | 'answer', argument: unknown) => {
    if (method === 'request') return request(argument as RequestOptions)
    const { name, options: given } = argument as { name: string; options: unknown }
    return (driver.answers[name] as (options: unknown) => unknown)(given)
  })
  const driver = new WeappDriver(page, server.origin, {
    ...{ device, answers, storage: options.storage ?? {}, knownApis: knownApis() },
    entryPage: config.entryPagePath ?? config.pages[0]!,
    now: options.now === undefined ? null : new Date(options.now).getTime(),
    dispose: async () => {
      await context.close()
      await server.close()
      await returnBrowser()
    },
  })
  return driver
}
