import { sql } from 'kysely'
import { fanOut, openDueAnnouncements } from '../../src/announcements/fan-out'
import { leaseDue } from '../../src/deliveries/leases'
import { exchange, type MarkedDelivery } from '../../src/sending/exchange'
import type { Decision } from '../../src/sending/send-decision'
import type { Stage } from './stage'

/** What a sending process does, step by step, so that a test can do something in between. */
export interface ByHand {
  /** Opens what is due and makes its recipients. */
  openAll(): Promise<void>
  /** Leases what is due of the score's template and marks it. */
  markAll(): Promise<MarkedDelivery[]>
  /** Writes down what WeChat answered to one of them. */
  finish(marked: MarkedDelivery, decision: Decision): Promise<void>
  /** The delivery of a person who has one. */
  row(openid: string): Promise<Row>
}

interface Row {
  reminder_id: string
  state: string
  reason: string | null
  msgid: string | null
  sender: string | null
}

/** WeChat is asked too often: the row is due again. */
export const TOO_OFTEN: Decision = { state: 'due', delay: 0, pause: 'rate', reason: '45011 too often' }

export function byHand({ context }: Pick<Stage, 'context'>): ByHand {
  const { pool, database, clock, environment } = context
  return {
    async openAll() {
      for (const id of await openDueAnnouncements(database, clock.now()))
        await fanOut(database, environment.templates, id)
    },
    async markAll() {
      const { rows } = await sql<{ id: string }>`insert into senders default values returning id`.execute(database)
      const sender = rows[0]!.id
      const lane = { templateId: 'tpl-score-release', urgent: false }
      const { deliveries } = await leaseDue(pool, lane, 100, { sender, seconds: 60 })
      return exchange(pool, sender, [], deliveries, clock.now())
    },
    async finish({ delivery, attempt }, decision) {
      const { id, openid } = delivery
      // Only the process that has marked a row writes its outcome down.
      const { sender } = await database
        .selectFrom('deliveries')
        .select('sender')
        .where('reminder_id', '=', id)
        .executeTakeFirstOrThrow()
      await exchange(pool, sender!, [{ id, openid, attempt, decision }], [], clock.now())
    },
    row: openid => database.selectFrom('deliveries').selectAll().where('openid', '=', openid).executeTakeFirstOrThrow(),
  }
}
