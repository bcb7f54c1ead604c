/** What carries out templates and components: WeChat's newer engine, or the one that most phones still run. */
export type EngineName = 'glass-easel' | 'exparser'

/** The phone, unless a test says otherwise. Sizes in CSS pixels. */
export const DEVICE = {
  width: 375,
  height: 812,
  pixelRatio: 2,
  statusBarHeight: 44,
  colorScheme: 'light' as 'light' | 'dark',
  /** WeChat's font size setting in px: 17 is standard, 23 the largest. */
  fontSizeSetting: 17,
  platform: 'ios',
  system: 'iOS 17.0',
  SDKVersion: '3.8.12',
  version: '8.0.50',
  language: 'zh_CN',
  networkType: 'wifi',
  timezone: 'Asia/Shanghai',
  /** Storage in all, in bytes; WeChat gives 10 MB. */
  storageBytes: 10 * 1024 * 1024,
}
export type Device = typeof DEVICE

/**
 * Answers to `wx` calls: always the same, one after another (the last stays), or worked out in Node from the argument.
 * An answer holds the fields of the result, or `errMsg: '…:fail …'` for a refusal.
 */
export type WxAnswers = Record<string, unknown>

/** What the app did wrong. */
type Fault = 'exception' | 'rejection' | 'console' | 'template'
/** What the app asked for in vain. */
type Lack = 'missing-file' | 'image' | 'network' | 'unknown-api' | 'unsupported'

export interface AppError {
  kind: Fault | Lack
  message: string
  page: string
}

export interface WxCall {
  name: string
  args: unknown[]
  page: string
  /** How it ended, once it has; synchronous calls have none. */
  errMsg?: string
}

/** One `setData`, as the app sent it. */
export interface SetDataCall {
  page: string
  /** Bytes of the JSON text in UTF-8. */
  bytes: number
  keys: string[]
  /** Sent by a page that is not on screen, or with the app in the background. */
  hidden: boolean
  /** The life cycle method that sent it, such as `onLoad`; absent when it was sent later. */
  within?: string
}

/**
 * From the start of the last cold start or navigation to the first text or picture on the page: `ms` in all, of it
 * `documentMs` the runner's own (creating the page's document with its style sheets, which every app waits for) and
 * `setDataMs` within `setData` (templates and components carried out).
 */
export type FirstContent = Record<'ms' | 'documentMs' | 'setDataMs' | 'setDataCalls' | 'setDataBytes', number>

export type SharedCard = Partial<Record<'title' | 'path' | 'query' | 'imageUrl', string>>

/** How the app is entered: WeChat's scene number, and what comes with it. */
export interface Entry {
  scene?: number
  query?: Record<string, string>
  referrerInfo?: Record<string, unknown>
}

/** How the user comes back to an app that is open. */
export interface Return extends Entry {
  now?: string | number
  /** Where a message or a code leads; the page that was left when absent. */
  url?: string
}

/** What a cold start hands to the browser side. */
export interface BootOptions extends Required<Entry> {
  url: string
  storage: Record<string, unknown>
  now: number | null
  /** Milliseconds that a `setData` takes to its page. */
  setDataDelay: number
  device: Device
  answers: WxAnswers
  /** What is on `wx`, and whether it answers later. */
  knownApis: Record<string, boolean>
}
