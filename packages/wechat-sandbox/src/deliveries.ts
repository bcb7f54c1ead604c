/** A message that has reached somebody's list of service notifications. */
export interface Delivery {
  openid: string
  templateId: string
  page: string
  data: Record<string, { value: string }>
  msgid: string
  /** ISO instant. */
  at: string
}

type Text = Pick<Delivery, 'templateId' | 'page' | 'data'>

/** What big tests ask: how many messages, to how many people, and who got more than one of a template. */
export interface Summary {
  deliveries: number
  people: number
  repeated: number
  firstAt?: string
  lastAt?: string
}

/**
 * The messages that arrived. All of an announcement say much the same: each text is kept once, and a delivery is a few
 * numbers, so that hundreds of thousands of them fit.
 */
export class Deliveries {
  private readonly openids: string[] = []
  private readonly texts: number[] = []
  private readonly instants: number[] = []
  /** The delivery before to the same person; -1 when there is none. */
  private readonly before: number[] = []
  private readonly last = new Map<string, number>()
  private readonly known: Text[] = []
  private readonly numbers = new Map<string, number>()
  /** As many digits as WeChat's: more than a JavaScript number keeps. */
  private firstId = 3_000_000_000_000_000_001n

  /** @param now - milliseconds since 1970 */
  constructor(private readonly now: () => number) {}

  /** @returns the msgid */
  add(openid: string, text: Text): string {
    const key = `${text.templateId}\n${text.page}\n${JSON.stringify(text.data)}`
    let number = this.numbers.get(key)
    if (number === undefined) {
      number = this.known.push(text) - 1
      this.numbers.set(key, number)
    }
    const index = this.openids.push(openid) - 1
    this.texts.push(number)
    this.instants.push(this.now())
    this.before.push(this.last.get(openid) ?? -1)
    this.last.set(openid, index)
    return this.msgid(index)
  }

  /**
   * The oldest first.
   * @param openid - one person's only
   * @param most - the newest so many
   */
  list(openid?: string, most = Number.POSITIVE_INFINITY): Delivery[] {
    const found: Delivery[] = []
    let index = openid === undefined ? this.openids.length - 1 : (this.last.get(openid) ?? -1)
    while (index >= 0 && found.length < most) {
      found.push(this.read(index))
      index = openid === undefined ? index - 1 : this.before[index]!
    }
    return found.reverse()
  }

  summary(): Summary {
    const { length } = this.openids
    return {
      deliveries: length,
      people: this.last.size,
      repeated: this.countRepeated(),
      ...(length === 0 ? {} : { firstAt: this.read(0).at, lastAt: this.read(length - 1).at }),
    }
  }

  clear(): void {
    this.firstId += BigInt(this.openids.length)
    for (const list of [this.openids, this.texts, this.instants, this.before, this.known]) list.length = 0
    this.last.clear()
    this.numbers.clear()
  }

  /** Pairs of person and template with more than one message. */
  private countRepeated(): number {
    let repeated = 0
    for (const newest of this.last.values()) {
      if (this.before[newest] === -1) continue
      const counts = new Map<string, number>()
      for (let index = newest; index >= 0; index = this.before[index]!) {
        const { templateId } = this.known[this.texts[index]!]!
        const count = (counts.get(templateId) ?? 0) + 1
        counts.set(templateId, count)
        if (count === 2) repeated++
      }
    }
    return repeated
  }

  private read(index: number): Delivery {
    return {
      openid: this.openids[index]!,
      ...this.known[this.texts[index]!]!,
      msgid: this.msgid(index),
      at: new Date(this.instants[index]!).toISOString(),
    }
  }

  private msgid(index: number): string {
    return String(this.firstId + BigInt(index))
  }
}
