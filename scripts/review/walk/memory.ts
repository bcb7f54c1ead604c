import type { Control } from './in-page'

/** What walks know, handed from one to the next. */
export class Memory {
  /** Everything that was met, by page and key. */
  readonly met = new Map<string, Map<string, Control>>()
  /** What brought a control up, by their keys. */
  readonly openers = new Map<string, string>()
  constructor(
    /** Keys of what needs no tap any more. */
    readonly done = new Set<string>(),
  ) {}

  meet(page: string, key: string, control: Control, opener: string | undefined): void {
    if (!this.met.has(page)) this.met.set(page, new Map())
    const isNew = !this.met.get(page)!.has(key)
    this.met.get(page)!.set(key, control)
    if (isNew && opener !== undefined) this.openers.set(key, opener)
  }
}
