import type { LeasedDelivery } from '../deliveries/leases'

/**
 * The marks of this process, from the statement that writes them until the one that writes down what became of them. What a
 * kill leaves unknown are the rows that carry a mark then, whether their post is to begin, in flight, or answered and not
 * yet written down. Those that a second try could not settle (their person has not exactly one grant) are never more than
 * `concurrency`. Of the others, half of `concurrency` may be marked beyond it, so that posts need not wait for the disk.
 */
export class OwnMarks {
  /** One at a time for each person: WeChat refuses a second (43108). */
  private readonly byPerson = new Map<string, LeasedDelivery>()
  /** Of them, those that a second try could not settle. */
  private lasting = 0
  private readonly most: number

  constructor(private readonly concurrency: number) {
    this.most = concurrency + Math.floor(concurrency / 2)
  }

  get size(): number {
    return this.byPerson.size
  }

  /** How many may be marked in the commit that writes so many down. */
  places(ending: number): number {
    return this.most - this.byPerson.size + ending
  }

  /** Adds what may be marked together with what is written down in the same commit; told one after the other. */
  adder(ending: readonly { openid: string }[]): (delivery: LeasedDelivery) => boolean {
    const lastingEnd = ending.filter(({ openid }) => this.byPerson.get(openid)?.canSettle === false).length
    return delivery => {
      if (this.byPerson.has(delivery.openid)) return false
      if (!delivery.canSettle && this.lasting >= this.concurrency + lastingEnd) return false
      this.byPerson.set(delivery.openid, delivery)
      if (!delivery.canSettle) this.lasting++
      return true
    }
  }

  /** Whether this delivery still carries a mark of ours. */
  has({ openid, id }: { openid: string; id: string }): boolean {
    return this.byPerson.get(openid)?.id === id
  }

  remove({ openid }: { openid: string }): void {
    const delivery = this.byPerson.get(openid)
    this.byPerson.delete(openid)
    if (delivery && !delivery.canSettle) this.lasting--
  }
}
