import { RunnerError, type WeappDriver } from '@zhuan/weapp-runner'
import { hasChanged, hasShown, isSameStorage } from './change'
import { aim, type Control, chooseOther, look, type Point, type Sight } from './in-page'
import { Memory } from './memory'
import { answersOf, type Person, type Situation, type Walked } from './situation'

/** How many seconds an answer may keep somebody waiting without a word, as while a login is tried again. */
const PATIENCE = 4
/** How often a page is opened anew for what went away when something else was tapped. */
const MOST_OPENINGS = 8
/** Tapped last: it takes away what else came up with it. */
const CLOSES = /关闭|取消|\bmask\b/
const DIGITS = '66'
/** How many taps before a finding are told. */
const MOST_STEPS = 3

/** What WeChat itself does with a button: it needs nothing of the mini-program. */
const OPENED_BY_WECHAT = /^(contact|feedback|openSetting|launchApp|getPhoneNumber|getRealtimePhoneNumber|chooseAvatar)$/

interface Walking {
  /** What makes controls alike whose ids or words differ; nothing when absent. */
  alike?: (key: string) => string
  memory?: Memory
}

/** Walks a mini-program in one situation: opens every page, taps everything on it and on what the taps bring up. */
export async function walk(app: WeappDriver, situation: Situation, options: Walking = {}): Promise<Walked> {
  const { alike = key => key, memory = new Memory() } = options
  const person: Person = { confirms: false }
  await app.setStorage(situation.storage ?? {})
  await app.setNetwork(situation.network ?? 'wifi')
  await app.setNow(situation.now ?? Date.now())
  for (const [name, answer] of Object.entries(answersOf(situation, person))) await app.answer(name, answer)
  const walker = new Walker(app, situation, person, alike, memory)
  for (const page of situation.pages) await walker.walkPage(page)
  // What somebody gets who once agreed is looked for everywhere.
  if (walker.agree()) for (const page of situation.pages) await walker.walkPage(page)
  return walker.walked
}

class Walker {
  readonly walked: Walked
  /** What could not be brought up again since the page was opened. */
  private readonly tried = new Set<string>()
  /** In which look a control was met first. */
  private readonly metIn = new Map<string, number>()
  private looks = 0
  private sight: Sight | undefined
  private after: string[] = []
  private storage: Record<string, unknown>
  /** What it holds when nothing was done since a start. */
  private opened: Record<string, unknown> | undefined
  private agreed: Record<string, unknown> = {}

  constructor(
    private readonly app: WeappDriver,
    private readonly situation: Situation,
    private readonly person: Person,
    private readonly alike: (key: string) => string,
    private readonly memory: Memory,
  ) {
    this.storage = situation.storage ?? {}
    const nothing = { met: new Map(), openers: new Map(), reached: new Set<string>(), prompts: new Set<string>() }
    this.walked = { situation, tapped: [], faults: [], ...nothing }
  }

  /** From here on the phone keeps what it keeps of somebody who agreed to messages. @returns whether that is anything */
  agree(): boolean {
    const isAnything = Object.keys(this.agreed).length > 0
    this.storage = { ...this.storage, ...this.agreed }
    this.opened = undefined
    return isAnything
  }

  /** Opens a page as often as is needed to tap all that it has. */
  async walkPage(url: string): Promise<void> {
    const route = url.replace(/\?.*/, '')
    for (let opening = 0, last = -1; opening < MOST_OPENINGS && this.walked.tapped.length !== last; opening++) {
      last = this.walked.tapped.length
      try {
        await this.open(url)
        await this.explore(0)
      } catch (error) {
        if (!(error instanceof RunnerError)) throw error
        this.sight = undefined
      }
      for (const { kind, page, message } of await this.app.errors()) this.fault(page, `${kind}: ${message}`)
      if (this.left(route).length === 0) return
    }
  }

  private async open(url: string): Promise<void> {
    const isAsOpened = this.sight && this.opened && isSameStorage(this.sight.storage, this.opened)
    if (isAsOpened) await this.app.foreground({ url })
    else {
      await this.app.setStorage(this.storage)
      await this.app.open(url)
    }
    this.after = []
    this.tried.clear()
    const { made, storage } = await this.look(undefined, isAsOpened ? this.sight!.calls : 0)
    // A start writes down what it has read.
    this.opened = storage
    if (made.some(({ name }) => name === 'requestSubscribeMessage')) this.walked.prompts.add(this.now.route)
  }

  /** Taps what is on the page on top until nothing is left, and on the page that a tap opens. */
  private async explore(level: number): Promise<void> {
    const { depth, route } = this.now
    for (let next = await this.next(); next; next = await this.next()) {
      await this.tap(...next)
      if (this.now.depth > depth && level === 0) await this.explore(1)
      while (this.now.depth > depth) {
        await this.app.back()
        await this.look()
      }
      // Whatever else it led to, the page is opened anew.
      if (this.now.route !== route || this.now.depth < depth) return
    }
  }

  /** What to tap next, and where; when nothing is left in sight, what can be brought up again. */
  private async next(): Promise<[Control, Point] | undefined> {
    const rank = (control: Control) =>
      (CLOSES.test(control.key) ? 1_000_000 : 0) - (this.metIn.get(this.keyOf(control)) ?? 0)
    const open = this.now.controls.filter(control => this.isOpen(control)).sort((one, other) => rank(one) - rank(other))
    for (const control of open) {
      const point = await this.point(control)
      if (point) return [control, point]
    }
    for (const key of this.left(this.now.route)) {
      if (this.tried.has(key)) continue
      this.tried.add(key)
      const found = await this.bringUp(key)
      if (found) return found
    }
    return undefined
  }

  /** Goes the way again on which a control came up. */
  private async bringUp(key: string): Promise<[Control, Point] | undefined> {
    const { route } = this.now
    const found = await this.find(key)
    const opener = this.memory.openers.get(key)
    if (found || opener === undefined) return found
    const way = await this.bringUp(opener)
    if (!way) return undefined
    await this.touch(...way)
    await this.look(opener)
    return this.now.route === route ? this.find(key) : undefined
  }

  private async find(key: string): Promise<[Control, Point] | undefined> {
    const control = this.now.controls.find(each => this.keyOf(each) === key)
    const point = control && (await this.point(control))
    return point ? [control, point] : undefined
  }

  private async tap(control: Control, point: Point): Promise<void> {
    const key = this.keyOf(control)
    this.memory.done.add(key)
    const before = { ...this.now, scroll: point.scroll }
    const isAnswered = await this.touch(control, point)
    const [then, isAlive] = await this.answer(key, before, now => isAnswered || now.made.some(hasShown))
    this.note(key, control, before, then, !isAlive)
    if (then.made.some(({ name, isNotice }) => name === 'showModal' && !isNotice)) await this.confirm(key)
  }

  /** Taps once more what asked a question, and says yes this time. */
  private async confirm(key: string): Promise<void> {
    const again = await this.find(key)
    if (!again) return
    const [control, point] = again
    const before = { ...this.now, scroll: point.scroll }
    this.person.confirms = true
    await this.touch(control, point)
    const isShown = ({ made }: Sight) => made.some(call => call.name !== 'showModal' && hasShown(call))
    const [then, isAlive] = await this.answer(key, before, isShown)
    this.person.confirms = false
    this.note(key, { ...control, words: `${control.words}（确定）` }, before, then, !isAlive)
  }

  /** What has come of a tap, at once or a little later, and whether that is anything. */
  private async answer(key: string, before: Sight, isShown: (now: Sight) => boolean): Promise<[Sight, boolean]> {
    for (let waited = 0; ; waited++) {
      const then = await this.look(key, before.calls)
      const isAlive = hasChanged(before, then) || isShown(then)
      if (isAlive || waited === PATIENCE) return [then, isAlive]
      await this.app.advance(1_000)
    }
  }

  private note(key: string, control: Control, before: Sight, then: Sight, isDead: boolean): void {
    const after = this.after.slice(-MOST_STEPS)
    this.walked.tapped.push({ key, page: before.route, control, after, isDead, calls: then.made, before, then })
    this.after.push(control.words)
    if (then.stack !== before.stack) this.walked.reached.add(then.route)
    const isAgreement = then.made.some(({ name }) => name === 'requestSubscribeMessage') || control.opens === 'share'
    if (!isAgreement || this.situation.refuses) return
    for (const [name, value] of Object.entries(then.storage))
      if (JSON.stringify(before.storage[name]) !== JSON.stringify(value)) this.agreed[name] = value
  }

  /** A real touch; in a picker a choice, in a field some typing. @returns whether WeChat itself answers to it */
  private async touch({ id, at, tag, opens, options }: Control, { x, y }: Point): Promise<boolean> {
    if (tag === 'picker') {
      if (options > 1) await this.app.page.evaluate(chooseOther, at)
      return false
    }
    await this.app.page.touchscreen.tap(x, y)
    if (tag === 'input' || tag === 'textarea') await this.app.page.keyboard.type(this.situation.typed?.[id] ?? DIGITS)
    if (opens === 'share')
      return this.app.share().then(
        () => true,
        () => false,
      )
    return OPENED_BY_WECHAT.test(opens)
  }

  /** Where a finger would touch it; `null` where something lies over it. */
  private point = ({ at }: Control): Promise<Point | null> => this.app.page.evaluate(aim, at)

  private async look(opener?: string, known = this.sight?.calls ?? 0): Promise<Sight> {
    const sight = await this.app.page.evaluate(look, known)
    const met = this.walked.met.get(sight.route) ?? new Map<string, Control>()
    this.walked.met.set(sight.route, met)
    this.looks++
    for (const control of sight.controls) {
      const key = this.keyOf(control, sight.route)
      met.set(key, control)
      this.memory.meet(sight.route, key, control, opener)
      if (this.metIn.has(key)) continue
      this.metIn.set(key, this.looks)
      if (opener !== undefined) this.walked.openers.set(key, opener)
    }
    this.sight = sight
    return sight
  }

  private get now(): Sight {
    if (!this.sight) throw new Error('expected a page that was looked at')
    return this.sight
  }

  private keyOf({ key }: Control, route = this.now.route): string {
    return `${route} ${this.alike(key)}`
  }

  /** Whether it still has to be tapped. Who refuses passes nothing on. */
  private isOpen = (control: Control, key = this.keyOf(control)): boolean =>
    !control.isDisabled &&
    !control.isChosen &&
    !this.memory.done.has(key) &&
    !(this.situation.refuses && control.opens === 'share')

  private left = (route: string): string[] =>
    [...(this.memory.met.get(route) ?? [])].filter(([key, control]) => this.isOpen(control, key)).map(([key]) => key)

  private fault(page: string, fault: string): void {
    if (!this.walked.faults.some(each => each.page === page && each.fault === fault))
      this.walked.faults.push({ page, fault })
  }
}
