import type { Frame, Page } from 'playwright-core'
import { type AuditOptions, type AuditReport, auditLimits, auditPage } from './audit'
import { RunnerError } from './errors'
import type {
  AppConfig,
  AppError,
  BootOptions,
  Device,
  Entry,
  Metrics,
  SetDataCall,
  SharedCard,
  WxAnswers,
  WxCall,
} from './types'

interface Setup {
  device: Device
  answers: WxAnswers
  storage: Record<string, unknown>
  entry: AppConfig
  now: number | null
  knownApis: string[]
  dispose: () => Promise<void>
}

/** Drives one mini-program. Selectors are CSS, in the page on top; every action waits until the app has come to rest. */
export class WeappDriver {
  readonly answers: WxAnswers
  private stored: Record<string, unknown>
  private clock: number | null
  private started: { url: string; entry: Entry } | undefined
  private alive = false
  private seen = 0
  private failures: AppError[] = []

  constructor(
    /** Playwright's page, for what this driver has no word for. */
    readonly page: Page,
    private readonly origin: string,
    private readonly setup: Setup,
  ) {
    this.answers = setup.answers
    this.stored = setup.storage
    this.clock = setup.now
    page.on('response', response => {
      if (response.status() >= 400)
        this.failures.push(this.failure('missing-file', `${response.url()}: ${response.status()}`))
    })
    page.on('requestfailed', failed => {
      if (failed.failure()?.errorText !== 'net::ERR_ABORTED')
        this.failures.push(this.failure('network', `${failed.url()}: ${failed.failure()?.errorText}`))
    })
  }

  /** Cold start at a page, `pages/a/index?b=c`; the entry page when absent. Storage stays from one start to the next. */
  async open(
    url: string = this.setup.entry.entryPagePath ?? this.setup.entry.pages[0]!,
    entry: Entry = {},
  ): Promise<void> {
    if (this.alive) await this.keepStorage()
    const { path, query } = splitUrl(url)
    const single = entry.scene === 1154
    const boot: BootOptions = {
      path,
      query: { ...query, ...entry.query },
      scene: entry.scene ?? 1001,
      referrerInfo: entry.referrerInfo ?? {},
      // opened from Moments as a single page, an app sees a storage of its own
      storage: single ? {} : this.stored,
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
    await this.call('boot', boot)
    await this.settle()
  }

  /** The process ends and starts again where it was last opened; what is in storage stays. */
  async restart(): Promise<void> {
    if (!this.started) throw new RunnerError('not-open', 'restart: expected an open app, open one first')
    await this.open(this.started.url, this.started.entry)
  }

  /** Taps an element, with real touches at its middle: what lies under something else cannot be tapped. */
  async tap(selector: string): Promise<void> {
    await (await this.frame()).locator(selector).first().tap()
    await this.settle()
  }

  /** Types into an input or textarea in place of what it holds, one character at a time, and leaves it. */
  async input(selector: string, value: string, options: { blur?: boolean } = {}): Promise<void> {
    const field = (await this.frame()).locator(`${selector} .wx-field`).first()
    await field.focus()
    await field.selectText()
    await this.settle()
    if (value === '') await field.press('Backspace')
    for (const character of value) {
      await field.press(character)
      await this.settle()
    }
    if (options.blur !== false) await field.blur()
    await this.settle()
  }

  /** Chooses in a picker: an index for a selector, `YYYY-MM-DD` for a date, indexes for several columns. */
  async pick(selector: string, value: number | string | number[]): Promise<void> {
    await (await this.frame()).locator(selector).first().waitFor()
    try {
      await this.call('choose', selector, value)
    } catch (error) {
      throw new RunnerError('bad-choice', `pick ${selector}: ${firstLine(error)}`)
    }
    await this.settle()
  }

  /** Text as shown, of the first element that matches; the whole page without a selector. */
  async text(selector = 'body'): Promise<string> {
    const found = (await this.frame()).locator(selector).first()
    if ((await found.count()) === 0) throw new RunnerError('no-element', `text: nothing matches ${selector}`)
    // biome-ignore lint/performance/useDomNodeTextContent: text as shown, without what is hidden
    return found.evaluate(element => (element as HTMLElement).innerText)
  }

  async exists(selector: string): Promise<boolean> {
    return (await (await this.frame()).locator(selector).count()) > 0
  }

  /** What a control holds: a field's text, whether a switch is on, what was picked. */
  async value(selector: string): Promise<unknown> {
    return this.call('value', selector)
  }

  /** An attribute as the template gave it, such as a picker's `range`. */
  async attribute(selector: string, name: string): Promise<unknown> {
    return this.call('attribute', selector, name)
  }

  /** A PNG of the whole phone, or of the page in its full height. */
  async screenshot(options: { path?: string; full?: boolean } = {}): Promise<Buffer> {
    await this.settle()
    const { width, height } = this.setup.device
    if (options.full) {
      const length = await (await this.frame()).evaluate(() => document.documentElement.scrollHeight)
      const inner = await this.page.locator('#top').evaluate(element => element.clientHeight)
      await this.page.setViewportSize({ width, height: height - inner + length })
    }
    const image = await this.page.screenshot({
      animations: 'disabled',
      ...(options.path ? { path: options.path } : {}),
    })
    if (options.full) await this.page.setViewportSize({ width, height })
    return image
  }

  /** What sharing to a chat would send from the page on top. */
  async share(): Promise<SharedCard> {
    return this.card('onShareAppMessage')
  }

  /** What sharing to Moments would send from the page on top. */
  async shareTimeline(): Promise<SharedCard> {
    return this.card('onShareTimeline')
  }

  async wxCalls(name?: string): Promise<WxCall[]> {
    const calls = await this.call<WxCall[]>('wxCalls')
    return name === undefined ? calls : calls.filter(one => one.name === name)
  }

  async metrics(): Promise<Metrics> {
    return this.call('metrics')
  }

  /** The `setData` calls that something causes. */
  async measure(
    run: () => Promise<unknown>,
  ): Promise<{ count: number; bytes: number; largest: number; calls: SetDataCall[] }> {
    const before = (await this.metrics()).setData.calls.length
    await run()
    await this.settle()
    const calls = (await this.metrics()).setData.calls.slice(before)
    const sizes = calls.map(one => one.bytes)
    return {
      count: calls.length,
      bytes: sizes.reduce((sum, one) => sum + one, 0),
      largest: Math.max(0, ...sizes),
      calls,
    }
  }

  /** Everything that went wrong since the last cold start. A test ends with this being empty. */
  async errors(): Promise<AppError[]> {
    const errors = this.alive ? [...(await this.call<AppError[]>('errors')), ...this.failures] : [...this.failures]
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
  async answer(name: string, answer: WxAnswers[string]): Promise<void> {
    this.answers[name] = answer
    if (this.alive) await this.call('answer', name, portable(answer))
  }

  async pageStack(): Promise<{ route: string; query: Record<string, string> }[]> {
    return this.call('stack')
  }

  async back(): Promise<void> {
    await this.call('back')
    await this.settle()
  }

  /** Taps a tab of the tab bar. */
  async tab(index: number): Promise<void> {
    await this.call('tab', index)
    await this.settle()
  }

  /** The user leaves the app. Its timers go on, so that one forgotten shows. */
  async background(): Promise<void> {
    await this.call('background')
    await this.settle()
  }

  /** The user comes back, at another time or to another page if given. */
  async foreground(options: { now?: string | number; scene?: number; url?: string } = {}): Promise<void> {
    if (options.now !== undefined) await this.setNow(options.now)
    await this.call('foreground', options.scene ?? 1001, options.url)
    await this.settle()
  }

  /** Sets the app's time; timers keep what they still had to wait. */
  async setNow(now: string | number): Promise<void> {
    this.clock = new Date(now).getTime()
    if (this.alive) await this.call('setNow', this.clock)
  }

  /** Lets the app's time pass, firing its timers in order. */
  async advance(milliseconds: number): Promise<void> {
    await this.call('advance', milliseconds)
    await this.settle()
  }

  async scroll(top: number): Promise<void> {
    await this.call('scroll', top)
    await this.settle()
  }

  async pullDown(): Promise<void> {
    await this.call('pullDown')
    await this.settle()
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
    const unknown = await this.call<AppError[]>('settle')
    // a call of an API that nobody implements ends the test at once
    if (unknown.length > 0) throw new RunnerError('unknown-api', describe(unknown))
  }

  /** Ends the app. @throws RunnerError `unread-errors` when there are errors that no test looked at */
  async close(): Promise<void> {
    const unread = this.alive ? (await this.call<AppError[]>('errors')).length + this.failures.length - this.seen : 0
    const errors = unread > 0 ? await this.errors() : []
    await this.setup.dispose()
    if (unread > 0)
      throw new RunnerError('unread-errors', `close: ${unread} errors that no test read:\n${describe(errors)}`)
  }

  private async card(method: 'onShareAppMessage' | 'onShareTimeline'): Promise<SharedCard> {
    if (!(await this.call<boolean>('has', method)))
      throw new RunnerError(
        'no-share',
        `${(await this.pageStack()).at(-1)?.route}: expected ${method}, the page has none`,
      )
    return this.call('share', method)
  }

  private async frame(): Promise<Frame> {
    if (!this.alive) throw new RunnerError('not-open', 'expected an open app, open one first')
    const handle = await this.page.waitForSelector('#top')
    return (await handle.contentFrame())!
  }

  private async keepStorage(): Promise<void> {
    if (this.started?.entry.scene !== 1154) this.stored = await this.call('storage')
  }

  private call<T>(method: string, ...args: unknown[]): Promise<T> {
    if (!this.alive) throw new RunnerError('not-open', `${method}: expected an open app, open one first`)
    return this.page.evaluate(
      ([name, given]) =>
        (window as never as Record<'__runner', Record<string, (...all: unknown[]) => never>>).__runner[name]!(...given),
      [method, args] as const,
    )
  }

  private failure(kind: AppError['kind'], message: string): AppError {
    return { kind, message, page: this.started?.url ?? '' }
  }
}

const portable = (answer: unknown): unknown => (typeof answer === 'function' ? '__function' : answer)
const firstLine = (error: unknown): string => (error as Error).message.split('\n')[0]!.replace(/^.*?Error: /, '')
const describe = (errors: AppError[]): string =>
  errors.map(({ kind, page, message }) => `${kind} on ${page}: ${message}`).join('\n')

function splitUrl(url: string): { path: string; query: Record<string, string> } {
  const [path = '', search = ''] = url.replace(/^\//, '').split('?', 2)
  return { path, query: Object.fromEntries(new URLSearchParams(search)) }
}
