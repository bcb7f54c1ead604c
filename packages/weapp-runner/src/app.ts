import type { Frame, Page } from 'playwright-core'
import { type AuditOptions, type AuditReport, auditLimits, auditPage } from './audit'
import { RunnerError } from './errors'
import type * as T from './types'

interface Setup {
  device: T.Device
  answers: T.WxAnswers
  storage: Record<string, unknown>
  entryPage: string
  now: number | null
  knownApis: string[]
  dispose: () => Promise<void>
}

/** Drives one mini-program. Selectors are CSS, in the page on top; every action waits until the app has come to rest. */
export class WeappDriver {
  readonly answers: T.WxAnswers
  private stored: Record<string, unknown>
  private clock: number | null
  private started: { url: string; entry: T.Entry } | undefined
  private alive = false
  private seen = 0
  private failures: T.AppError[] = []

  constructor(
    /** Playwright's page, for what this driver has no word for. */
    readonly page: Page,
    private readonly origin: string,
    private readonly setup: Setup,
  ) {
    this.answers = setup.answers
    this.stored = setup.storage
    this.clock = setup.now
    const fail = (kind: T.AppError['kind'], message: string) =>
      this.failures.push({ kind, message, page: this.started?.url ?? '' })
    page.on('response', response => {
      if (response.status() >= 400) fail('missing-file', `${response.url()}: ${response.status()}`)
    })
    page.on('requestfailed', failed => {
      const text = failed.failure()?.errorText
      if (text !== 'net::ERR_ABORTED') fail('network', `${failed.url()}: ${text}`)
    })
  }

  /** Cold start at a page, `pages/a/index?b=c`; the entry page when absent. Storage stays from one start to the next. */
  async open(url = this.setup.entryPage, entry: T.Entry = {}): Promise<void> {
    if (this.alive) await this.keepStorage()
    const [path = '', search = ''] = url.replace(/^\//, '').split('?', 2)
    const boot: T.BootOptions = {
      path,
      query: { ...Object.fromEntries(new URLSearchParams(search)), ...entry.query },
      scene: entry.scene ?? 1001,
      referrerInfo: entry.referrerInfo ?? {},
      // opened from Moments as a single page, an app sees a storage of its own
      storage: entry.scene === 1154 ? {} : this.stored,
      now: this.clock,
      device: this.setup.device,
      answers: Object.fromEntries(Object.entries(this.answers).map(([name, one]) => [name, portable(one)])),
      knownApis: this.setup.knownApis,
    }
    this.started = { url, entry }
    this.seen = 0
    this.failures = []
    await this.page.goto(this.origin)
    this.alive = true
    await this.act('boot', boot)
  }

  /** The process ends and starts again where it was last opened; what is in storage stays. */
  async restart(): Promise<void> {
    if (!this.started) throw new RunnerError('not-open', 'restart: expected an open app, open one first')
    await this.open(this.started.url, this.started.entry)
  }

  /** Taps an element, with real touches at its middle: what lies under something else cannot be tapped. */
  async tap(selector: string): Promise<void> {
    await (await this.locate(selector)).tap()
    await this.settle()
  }

  /** Types into an input or textarea in place of what it holds, one character at a time, and leaves it. */
  async input(selector: string, value: string, options: { blur?: boolean } = {}): Promise<void> {
    const field = await this.locate(`${selector} .wx-field`)
    await field.focus()
    await field.selectText()
    await this.settle()
    for (const key of value === '' ? ['Backspace'] : value) {
      await field.press(key)
      await this.settle()
    }
    if (options.blur !== false) await field.blur()
    await this.settle()
  }

  /** Chooses in a picker: an index for a selector, `YYYY-MM-DD` for a date, indexes for several columns. */
  async pick(selector: string, value: number | string | number[]): Promise<void> {
    await (await this.locate(selector)).waitFor()
    const refused = await this.call<string | undefined>('choose', selector, value)
    if (refused !== undefined) throw new RunnerError('bad-choice', `pick ${selector}: ${refused}`)
    await this.settle()
  }

  /** Text as shown, of the first element that matches; the whole page without a selector. */
  async text(selector = 'body'): Promise<string> {
    const found = await this.locate(selector)
    if ((await found.count()) === 0) throw new RunnerError('no-element', `text: nothing matches ${selector}`)
    return found.evaluate(element => (element as HTMLElement).innerText)
  }

  exists = async (selector: string): Promise<boolean> => (await (await this.locate(selector)).count()) > 0

  /** What a control holds: a field's text, whether a switch is on, what was picked. */
  value = (selector: string): Promise<unknown> => this.call('value', selector)

  /** An attribute as the template gave it, such as a picker's `range`. */
  attribute = (selector: string, name: string): Promise<unknown> => this.call('attribute', selector, name)

  /** A PNG of the whole phone, or with the page in its full height. */
  async screenshot(options: { path?: string; full?: boolean } = {}): Promise<Buffer> {
    await this.settle()
    const { width, height } = this.setup.device
    const hidden = options.full
      ? await (await this.frame()).evaluate(() => document.body.scrollHeight - innerHeight)
      : 0
    if (hidden > 0) await this.page.setViewportSize({ width, height: height + hidden })
    const image = await this.page.screenshot({
      animations: 'disabled',
      ...(options.path ? { path: options.path } : {}),
    })
    if (hidden > 0) await this.page.setViewportSize({ width, height })
    return image
  }

  /** What sharing to a chat would send from the page on top. */
  share = (): Promise<T.SharedCard> => this.card('onShareAppMessage')
  /** What sharing to Moments would send from the page on top. */
  shareTimeline = (): Promise<T.SharedCard> => this.card('onShareTimeline')

  async wxCalls(name?: string): Promise<T.WxCall[]> {
    const calls = await this.call<T.WxCall[]>('wxCalls')
    return name === undefined ? calls : calls.filter(one => one.name === name)
  }

  metrics = (): Promise<T.Metrics> => this.call('metrics')

  /** The `setData` calls that something causes. */
  async measure(run: () => Promise<unknown>): Promise<T.Metrics['setData']> {
    const before = (await this.metrics()).setData.count
    await run()
    await this.settle()
    const calls = (await this.metrics()).setData.calls.slice(before)
    const sizes = calls.map(one => one.bytes)
    const bytes = sizes.reduce((sum, one) => sum + one, 0)
    return { count: calls.length, bytes, largest: Math.max(0, ...sizes), calls }
  }

  /** Everything that went wrong since the last cold start. A test ends with this being empty. */
  async errors(): Promise<T.AppError[]> {
    const errors = [...(this.alive ? await this.call<T.AppError[]>('errors') : []), ...this.failures]
    this.seen = errors.length
    return errors
  }

  async storage(): Promise<Record<string, unknown>> {
    if (this.alive) await this.keepStorage()
    return structuredClone(this.stored)
  }

  /** Replaces what is stored, as seen from the next cold start on. */
  async setStorage(values: Record<string, unknown>): Promise<void> {
    this.alive = false
    this.stored = structuredClone(values)
  }

  /** Changes an answer to a `wx` call, also while the app runs. */
  async answer(name: string, answer: T.WxAnswers[string]): Promise<void> {
    this.answers[name] = answer
    if (this.alive) await this.call('answer', name, portable(answer))
  }

  /** Sets the app's time; timers keep what they still had to wait. */
  async setNow(now: string | number): Promise<void> {
    this.clock = new Date(now).getTime()
    if (this.alive) await this.call('setNow', this.clock)
  }

  pageStack = (): Promise<{ route: string; query: Record<string, string> }[]> => this.call('stack')
  back = (): Promise<void> => this.act('back')
  /** Taps a tab of the tab bar, counted from 0. */
  tab = (index: number): Promise<void> => this.act('tab', index)
  scroll = (top: number): Promise<void> => this.act('scroll', top)
  pullDown = (): Promise<void> => this.act('pullDown')
  /** Lets the app's time pass, firing its timers in order. */
  advance = (milliseconds: number): Promise<void> => this.act('advance', milliseconds)
  /** The user leaves the app. Its timers go on, so that one forgotten shows. */
  background = (): Promise<void> => this.act('background')

  /** The user comes back, at another time or to another page if given. */
  async foreground(options: { now?: string | number; scene?: number; url?: string } = {}): Promise<void> {
    if (options.now !== undefined) await this.setNow(options.now)
    await this.act('foreground', options.scene ?? 1001, options.url)
  }

  async setColorScheme(scheme: 'light' | 'dark'): Promise<void> {
    await this.page.emulateMedia({ colorScheme: scheme })
    await this.settle()
  }

  /** A temporary file that the app made, by its `wxfile://` path. */
  async file(path: string): Promise<Buffer> {
    const url = await this.call<string | undefined>('file', path)
    if (url === undefined) throw new RunnerError('no-element', `file: the app made no ${path}`)
    return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
  }

  /** WeChat's own audit (体验评分) of the page on top. */
  async audit(options: AuditOptions = {}): Promise<AuditReport> {
    await this.settle()
    const limits = auditLimits(options)
    return auditPage(await this.metrics(), await this.errors(), await this.call('inspect', limits), limits)
  }

  /** Waits until nothing is due soon, no answer is on its way, and what is on screen has been drawn. */
  async settle(): Promise<void> {
    const unknown = await this.call<T.AppError[]>('settle')
    // a call of an API that nobody implements ends the test at once
    if (unknown.length > 0) throw new RunnerError('unknown-api', describe(unknown))
  }

  /** Ends the app. @throws RunnerError `unread-errors` when there are errors that no test looked at */
  async close(): Promise<void> {
    const read = this.seen
    const errors = this.alive ? (await this.errors()).slice(read) : []
    await this.setup.dispose()
    if (errors.length > 0)
      throw new RunnerError('unread-errors', `close: ${errors.length} errors that no test read:\n${describe(errors)}`)
  }

  private async card(method: string): Promise<T.SharedCard> {
    const card = await this.call<T.SharedCard | undefined>('share', method)
    if (card === undefined) throw new RunnerError('no-share', `expected ${method}, the page on top has none`)
    return card
  }

  private async frame(): Promise<Frame> {
    if (!this.alive) throw new RunnerError('not-open', 'expected an open app, open one first')
    return (await (await this.page.waitForSelector('#top')).contentFrame())!
  }

  private locate = async (selector: string) => (await this.frame()).locator(selector).first()

  private async keepStorage(): Promise<void> {
    if (this.started?.entry.scene !== 1154) this.stored = await this.call('storage')
  }

  private async act(method: string, ...args: unknown[]): Promise<void> {
    await this.call(method, ...args)
    await this.settle()
  }

  private call<R>(method: string, ...args: unknown[]): Promise<R> {
    if (!this.alive) throw new RunnerError('not-open', `${method}: expected an open app, open one first`)
    return this.page.evaluate(
      ([name, given]) =>
        (window as never as { __runner: Record<string, (...all: unknown[]) => never> }).__runner[name]!(...given),
      [method, args] as const,
    )
  }
}

const portable = (answer: unknown): unknown => (typeof answer === 'function' ? '__function' : answer)
const describe = (errors: T.AppError[]): string =>
  errors.map(({ kind, page, message }) => `${kind} on ${page}: ${message}`).join('\n')
