import type { Locator, Page } from 'playwright-core'
import type { Runner } from './browser/main'
import type { WxElement } from './browser/wx-element'
import { RunnerError } from './errors'
import type * as T from './types'

/** What every cold start has in common. */
type Setup = Omit<T.BootOptions, 'url' | keyof T.Entry> & { entryPage: string }
type Answer<N extends keyof Runner> = Awaited<ReturnType<Runner[N]>>
export type Metrics = Answer<'metrics'>

/** Drives one mini-program. Selectors are CSS, in the page on top; every action waits until the app has come to rest. */
export class WeappDriver {
  private started: { url: string; entry: T.Entry } | undefined
  private alive = false
  private seen = 0
  private failures: T.AppError[] = []

  constructor(
    /** Playwright's page, for what this driver has no word for. */
    readonly page: Page,
    private readonly setup: Setup,
    private readonly end: () => Promise<void>,
  ) {}

  /** Cold start at a page, `pages/a/index?b=c`; the entry page when absent. Storage stays from one start to the next. */
  async open(url = this.setup.entryPage, entry: T.Entry = {}): Promise<void> {
    await this.storage()
    const { scene = 1001, query = {}, referrerInfo = {} } = entry
    this.started = { url, entry }
    this.seen = 0
    this.failures = []
    await this.page.goto('/')
    this.alive = true
    // opened from Moments as a single page, an app sees a storage of its own
    const storage = scene === 1154 ? {} : this.setup.storage
    const answers = Object.fromEntries(Object.entries(this.setup.answers).map(([name, one]) => [name, portable(one)]))
    await this.act(() => this.call('boot', { ...this.setup, url, scene, query, referrerInfo, storage, answers }))
  }

  /** The process ends and starts again where it was last opened; what is in storage stays. */
  restart = (): Promise<void> => this.open(this.started?.url, this.started?.entry)

  /** Taps an element, with real touches at its middle: what lies under something else cannot be tapped. */
  tap = (selector: string): Promise<void> => this.act(() => this.locate(selector).tap())

  /** Types into an input or textarea in place of what it holds, one character at a time, and leaves it. */
  async input(selector: string, value: string, { blur = true } = {}): Promise<void> {
    const field = this.locate(`${selector} .wx-field`)
    await field.focus()
    await this.act(() => field.selectText())
    for (const key of value === '' ? ['Backspace'] : value) await this.act(() => field.press(key))
    if (blur) await this.act(() => field.blur())
  }

  /** Chooses in a picker: an index for a selector, `YYYY-MM-DD` for a date, indexes for several columns. */
  async pick(selector: string, value: number | string | number[]): Promise<void> {
    const refused = await this.locate(selector).evaluate((element: WxElement, chosen) => {
      const { choose = () => `#${element.id} is no control to choose with` } = element.__own ?? {}
      return choose(chosen)
    }, value)
    if (refused !== undefined) throw new RunnerError('bad-choice', `pick ${selector}: ${refused}`)
    await this.settle()
  }

  /** Text as shown, of the first element that matches; the whole page without a selector. */
  text = (selector = 'body'): Promise<string> => this.locate(selector).innerText()

  exists = async (selector: string): Promise<boolean> => (await this.locate(selector).count()) > 0

  /** What a control holds: a field's text, whether a switch is on, what was picked. */
  value = (selector: string) => this.locate(selector).evaluate((control: WxElement) => control.__own?.value?.())

  /** An attribute as the template gave it, such as a picker's `range`. */
  attribute = (selector: string, name: string): Promise<unknown> =>
    this.locate(selector).evaluate((element: WxElement, key) => element.__read(key), name)

  /** A PNG of the whole phone, or with the page in its full height. */
  async screenshot({ path, full = false }: { path?: string; full?: boolean } = {}): Promise<Buffer> {
    await this.settle()
    const { width, height } = this.setup.device
    const hidden = await this.locate('body').evaluate(body => body.scrollHeight - innerHeight)
    await this.page.setViewportSize({ width, height: height + (full ? Math.max(0, hidden) : 0) })
    const image = await this.page.screenshot({ animations: 'disabled', path })
    await this.page.setViewportSize({ width, height })
    return image
  }

  /** What sharing to a chat would send from the page on top. */
  share = (): Promise<T.SharedCard> => this.card('onShareAppMessage')
  /** What sharing to Moments would send from the page on top. */
  shareTimeline = (): Promise<T.SharedCard> => this.card('onShareTimeline')

  /** The calls of `wx` since the last cold start, of all or of one name. */
  wxCalls = (name?: string): Promise<T.WxCall[]> => this.call('wxCalls', name)

  metrics = (): Promise<Metrics> => this.call('metrics')

  /** The `setData` calls that something causes. */
  async measure(run: () => Promise<unknown>): Promise<Metrics['setData']> {
    const before = (await this.metrics()).setData.count
    await run()
    await this.settle()
    return this.call('sent', before)
  }

  /** Everything that went wrong since the last cold start. A test ends with this being empty. */
  async errors(): Promise<T.AppError[]> {
    if (this.alive) await this.call('settle')
    this.seen = this.failures.length
    return [...this.failures]
  }

  /** Takes down what went wrong, wherever it was noticed. */
  report = (kind: T.AppError['kind'], message: string, page = this.started?.url ?? ''): void => {
    this.failures.push({ kind, message, page })
  }

  async storage(): Promise<Record<string, unknown>> {
    if (this.alive && this.started?.entry.scene !== 1154) this.setup.storage = await this.call('storage')
    return structuredClone(this.setup.storage)
  }

  /** Replaces what is stored, as seen from the next cold start on. */
  async setStorage(values: Record<string, unknown>): Promise<void> {
    this.alive = false
    this.setup.storage = structuredClone(values)
  }

  /** Changes an answer to a `wx` call, also while the app runs. */
  async answer(name: string, answer: T.WxAnswers[string]): Promise<void> {
    this.setup.answers[name] = answer
    if (this.alive) await this.call('answer', name, portable(answer))
  }

  /** Sets the app's time; timers keep what they still had to wait. */
  async setNow(now: string | number): Promise<void> {
    this.setup.now = new Date(now).getTime()
    if (this.alive) await this.call('setNow', this.setup.now)
  }

  pageStack = (): Promise<{ route: string; query: Record<string, string> }[]> => this.call('stack')
  back = (): Promise<void> => this.act(() => this.call('back'))
  /** Taps a tab of the tab bar, counted from 0. */
  tab = (index: number): Promise<void> => this.act(() => this.call('tab', index))
  scroll = (top: number): Promise<void> => this.act(() => this.call('scroll', top))
  /** Lets the app's time pass, firing its timers in order. */
  advance = (milliseconds: number): Promise<void> => this.act(() => this.call('advance', milliseconds))
  /** The user leaves the app. Its timers go on, so that one forgotten shows. */
  background = (): Promise<void> => this.act(() => this.call('background'))

  /**
   * The user comes back, at another time if given. With a url it is a warm start there, as by a message or a code: the
   * pages that were open are left, and the one named is opened.
   */
  async foreground({ now, url, ...entry }: T.Return = {}): Promise<void> {
    if (now !== undefined) await this.setNow(now)
    await this.act(() => this.call('foreground', entry, url))
  }

  /** Takes the phone's network away, or gives it back. What is on its way arrives. */
  async setNetwork(networkType: string): Promise<void> {
    this.setup.device = { ...this.setup.device, networkType }
    if (this.alive) await this.act(() => this.call('setNetwork', networkType))
  }

  /** WeChat has downloaded a new version of the app. */
  updateReady = (): Promise<void> => this.act(() => this.call('updateReady'))

  setColorScheme = (colorScheme: 'light' | 'dark') => this.act(() => this.page.emulateMedia({ colorScheme }))

  /** A temporary file that the app made, by its `wxfile://` path. */
  async file(path: string): Promise<Buffer> {
    const url = await this.call('file', path)
    if (url === undefined) throw new RunnerError('no-file', `file: the app made no ${path}`)
    return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
  }

  /** Waits until nothing is due soon, no answer is on its way, and what is on screen has been drawn. */
  async settle(): Promise<void> {
    await this.call('settle')
    const unknown = this.failures.filter(({ kind }) => kind === 'unknown-api')
    // a call of an API that nobody implements ends the test at once
    if (unknown.length > 0) throw new RunnerError('unknown-api', describe(unknown))
  }

  /** Ends the app. @throws RunnerError `unread-errors` when there are errors that no test looked at */
  async close(): Promise<void> {
    if (this.page.isClosed()) return
    const read = this.seen
    const errors = await this.errors().finally(this.end)
    const unread = describe(errors.slice(read))
    if (unread !== '') throw new RunnerError('unread-errors', `close: errors that no test read:\n${unread}`)
  }

  private async card(method: string): Promise<T.SharedCard> {
    const card = await this.call('share', method)
    if (card === undefined) throw new RunnerError('no-share', `expected ${method}, the page on top has none`)
    return card
  }

  private get running(): Page {
    if (!this.alive) throw new RunnerError('not-open', 'expected an open app, open one first')
    return this.page
  }

  private locate = (selector: string): Locator => this.running.frameLocator('#top').locator(selector).first()

  private async act(run: () => Promise<unknown>): Promise<void> {
    await run()
    await this.settle()
  }

  /** Calls a function of the browser side. */
  private call = <N extends keyof Runner>(name: N, ...args: Parameters<Runner[N]>): Promise<Answer<N>> =>
    this.running.evaluate(([method, given]) => window.__runner[method]!(...given), [name, args] as const)
}

const portable = (answer: unknown): unknown => (typeof answer === 'function' ? '__function' : answer)
const describe = (errors: T.AppError[]): string =>
  errors.map(({ kind, page, message }) => `${kind} on ${page}: ${message}`).join('\n')
