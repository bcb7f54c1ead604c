import type { Entry } from '@zhuan/api/record'
import fc from 'fast-check'
import { editsToSend, type TimedValues, takeIn } from '@/stores/server/sync-merge'

const at = (second: number): string => new Date(Date.UTC(2026, 10, 23, 1, 0, second)).toISOString()
const entry = (key: string, value: object | null, second: number): Entry => ({
  key,
  value: value as Entry['value'],
  updatedAt: at(second),
})

describe('edits that go up', () => {
  it('are those that the server does not have, deletions among them', () => {
    const record: TimedValues = {
      values: { profile: { level: 'full' }, 'sitting:2024': { examYear: 2024 } },
      times: { profile: at(1), 'sitting:2024': at(2), 'sitting:2025': at(3) },
    }
    expect(editsToSend(record, { profile: at(1) })).toEqual([
      entry('sitting:2024', { examYear: 2024 }, 2),
      entry('sitting:2025', null, 3),
    ])
  })

  it('without a time are older than anything else', () => {
    const [edit] = editsToSend({ values: { profile: { level: 'full' } }, times: {} }, {})
    expect(Date.parse(edit!.updatedAt)).toBe(0)
    expect(editsToSend({ values: { profile: {} }, times: {} }, { profile: edit!.updatedAt })).toEqual([])
  })
})

describe('an answer', () => {
  it('brings what another phone edited, and deletes what it deleted', () => {
    const record = { values: { 'sitting:2024': { a: 1 } }, times: { 'sitting:2024': at(1) } }
    const known = { 'sitting:2024': at(1) }
    const taken = takeIn(record, known, [], [entry('sitting:2024', null, 5), entry('sitting:2025', { b: 2 }, 6)])
    expect(taken.values).toEqual({ 'sitting:2025': { b: 2 } })
    expect(taken.changed).toEqual(['sitting:2024', 'sitting:2025'])
    expect(editsToSend(taken, taken.known)).toEqual([])
  })

  it('says last what became of an edit that was sent: a clock that ran ahead is set back', () => {
    const record = { values: { profile: { x: 1, y: 2 } }, times: { profile: at(59) } }
    const taken = takeIn(record, {}, editsToSend(record, {}), [entry('profile', { y: 2, x: 1 }, 30)])
    expect(taken.times).toEqual({ profile: at(30) })
    expect(taken.changed).toEqual([])
    expect(editsToSend(taken, taken.known)).toEqual([])
  })

  it('leaves alone what was edited while it was on its way, which goes up next', () => {
    const before = { values: { profile: { v: 1 } }, times: { profile: at(1) } }
    const sent = editsToSend(before, {})
    const now = { values: { profile: { v: 2 } }, times: { profile: at(4) } }
    const taken = takeIn(now, {}, sent, [entry('profile', { v: 1 }, 1)])
    expect(taken.values).toEqual({ profile: { v: 2 } })
    expect(editsToSend(taken, taken.known)).toEqual([entry('profile', { v: 2 }, 4)])
  })
})

/** A server as the contract describes it: newest wins, a tie keeps what is stored, later than its own clock is dated back. */
class Server {
  revision = 0
  readonly entries = new Map<string, Entry & { revision: number }>()
  sync(since: number, posted: readonly Entry[], now: string) {
    let isChanged = false
    for (const { key, value, updatedAt } of posted) {
      const time = updatedAt > now ? now : updatedAt
      const stored = this.entries.get(key)
      if (stored && time <= stored.updatedAt) continue
      this.entries.set(key, { key, value, updatedAt: time, revision: this.revision + 1 })
      isChanged = true
    }
    if (isChanged) this.revision++
    const keys = posted.map(each => each.key)
    const entries = [...this.entries.values()].filter(each => each.revision > since || keys.includes(each.key))
    return { revision: this.revision, entries: entries.map(({ key, value, updatedAt }) => ({ key, value, updatedAt })) }
  }
}

interface Phone {
  record: TimedValues
  known: Record<string, string>
  revision: number
  /** Sent, and not answered yet. */
  flight?: { sent: Entry[]; answer: ReturnType<Server['sync']> | undefined }
}

type Step =
  | { kind: 'edit'; phone: number; key: string; value: number | null; ahead: number }
  | { kind: 'send'; phone: number; isLost: boolean }
  | { kind: 'receive'; phone: number }

const KEYS = ['profile', 'sitting:2024', 'sitting:2025']
const phoneNumber = fc.integer({ min: 0, max: 1 })
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('edit' as const),
      phone: phoneNumber,
      key: fc.constantFrom(...KEYS),
      value: fc.option(fc.integer({ min: 0, max: 99 })),
      ahead: fc.constantFrom(0, 0, 0, 600),
    }),
    fc.record({ kind: fc.constant('send' as const), phone: phoneNumber, isLost: fc.boolean() }),
    fc.record({ kind: fc.constant('receive' as const), phone: phoneNumber }),
  ),
  { maxLength: 30 },
)

test('two phones that edit offline, send, lose answers and receive them late end with the same record', () => {
  fc.assert(
    fc.property(steps, plan => {
      const server = new Server()
      const phones: Phone[] = [0, 1].map(() => ({ record: { values: {}, times: {} }, known: {}, revision: 0 }))
      let clock = 0
      const send = (phone: Phone, isLost: boolean) => {
        if (phone.flight) return
        const sent = editsToSend(phone.record, phone.known)
        const answer = server.sync(phone.revision, sent, at(clock))
        phone.flight = { sent, answer: isLost ? undefined : answer }
      }
      const receive = (phone: Phone) => {
        const { flight } = phone
        phone.flight = undefined
        if (!flight?.answer) return
        const { values, times, known } = takeIn(phone.record, phone.known, flight.sent, flight.answer.entries)
        Object.assign(phone, { record: { values, times }, known, revision: flight.answer.revision })
      }
      for (const step of plan) {
        clock++
        const phone = phones[step.phone]!
        if (step.kind === 'edit') {
          const values: Record<string, object> = { ...phone.record.values }
          if (step.value === null) delete values[step.key]
          else values[step.key] = { mark: step.value }
          const times = { ...phone.record.times, [step.key]: at(clock + step.ahead) }
          phone.record = { values, times }
        } else if (step.kind === 'send') send(phone, step.isLost)
        else receive(phone)
      }
      for (let round = 0; round < 3; round++)
        for (const phone of phones) {
          clock++
          receive(phone)
          send(phone, false)
          receive(phone)
        }
      expect(phones[0]!.record).toEqual(phones[1]!.record)
      for (const phone of phones) expect(editsToSend(phone.record, phone.known)).toEqual([])
    }),
    { numRuns: 300 },
  )
})
