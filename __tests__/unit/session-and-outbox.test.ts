import { type Asked, resetPhone, stored } from '../mocks/taro'

const BASE = 'https://server.example'
process.env.TARO_APP_API_BASE = BASE

const TAP = {
  acceptanceId: '6f2c1b1e-0000-4000-8000-000000000001',
  acceptedAt: '2026-11-23T09:00:00.000Z',
  outcome: { score: 'accept' as const },
  reminders: [{ kind: 'score-release' as const, examYear: 2026, region: '西藏' }],
}
const SECOND = { ...TAP, acceptanceId: '6f2c1b1e-0000-4000-8000-000000000002' }
const LATER = new Date(Date.now() + 30 * 86_400_000).toISOString()
const REMINDERS = { reminders: [], grants: { score: 1 } }

type Answer = { statusCode: number; data?: unknown; header?: Record<string, string> }
type Handler = (asked: Asked) => Answer | undefined
const refusal = (statusCode: number, code: string, path?: string): Answer => ({
  statusCode,
  data: { error: { code, message: code, path } },
})

/** A cold start of the app: modules are read anew, the phone stays as it is. */
function coldStart(handle: Handler) {
  jest.resetModules()
  const phone = require('../mocks/taro') as typeof import('../mocks/taro')
  for (const [key, value] of stored) phone.stored.set(key, value)
  const asked: string[] = []
  const bodies: unknown[] = []
  let logins = 0
  phone.network.login = async () => ({ code: `code-${++logins}` })
  phone.network.answer = async request => {
    const { url, method, data } = request
    asked.push(`${method} ${url.slice(BASE.length)}`)
    bodies.push(data)
    const answer = handle(request)
    if (!answer) throw { errMsg: 'request:fail timeout' }
    return answer
  }
  return {
    ...(require('@/stores/server/session') as typeof import('@/stores/server/session')),
    ...(require('@/stores/server/outbox') as typeof import('@/stores/server/outbox')),
    ...(require('@/stores/server/memory') as typeof import('@/stores/server/memory')),
    phone,
    asked,
    bodies,
    /** What the phone keeps, for the next start. */
    close: () => {
      stored.clear()
      for (const [key, value] of phone.stored) stored.set(key, value)
    },
  }
}

const isSession = ({ url, method }: Asked) => method === 'POST' && url.endsWith('/v1/session')
const server =
  (answer: Handler): Handler =>
  asked =>
    isSession(asked)
      ? { statusCode: 200, data: { token: `token-for-${(asked.data as { code: string }).code}`, expiresAt: LATER } }
      : answer(asked)

beforeEach(resetPhone)

describe('the session', () => {
  it('is opened silently when something needs it, and then kept', async () => {
    const { withSession, asked, useServerMemory } = coldStart(server(() => undefined))
    expect(await Promise.all([withSession(async token => token), withSession(async token => token)])).toEqual([
      'token-for-code-1',
      'token-for-code-1',
    ])
    expect(asked).toEqual(['POST /v1/session'])
    expect(useServerMemory.getState().session?.token).toBe('token-for-code-1')
  })

  it('is tried again, each time with another code, before anybody hears of it', async () => {
    const failing = [refusal(401, 'code-refused'), undefined]
    const { withSession, bodies } = coldStart(asked =>
      failing.length > 0 ? failing.shift() : server(() => undefined)(asked),
    )
    expect(await withSession(async token => token)).toBe('token-for-code-3')
    expect(bodies).toEqual([{ code: 'code-1' }, { code: 'code-2' }, { code: 'code-3' }])
  })

  it('is renewed when the server no longer knows it, and the same is done once more', async () => {
    let isOver = true
    const { deliverOutbox, queueAcceptance, keep, asked, useServerMemory } = coldStart(
      server(({ header }) => {
        if (isOver && header.authorization === 'Bearer old') return refusal(401, 'unauthorized')
        isOver = false
        return { statusCode: 200, data: REMINDERS }
      }),
    )
    keep({ session: { token: 'old', expiresAt: LATER } })
    queueAcceptance(TAP)
    await deliverOutbox()
    expect(asked).toEqual(['POST /v1/reminders', 'POST /v1/session', 'POST /v1/reminders'])
    expect(useServerMemory.getState()).toMatchObject({
      outbox: [],
      reminders: REMINDERS,
      session: { token: 'token-for-code-1' },
    })
  })

  it('that was ended by hand comes back by a tap only', async () => {
    const { withSession, dropSession, asked } = coldStart(server(() => undefined))
    dropSession(true)
    await expect(withSession(async token => token)).rejects.toMatchObject({ code: 'signed-out' })
    expect(asked).toEqual([])
    expect(await withSession(async token => token, { byTap: true })).toBe('token-for-code-1')
  })

  it('that was ended while a login was under way is not brought back by it', async () => {
    const started = coldStart(server(() => undefined))
    const opening = started.withSession(async token => token)
    started.dropSession(true)
    await expect(opening).rejects.toMatchObject({ code: 'signed-out' })
    expect(started.useServerMemory.getState()).toMatchObject({ session: null, signedOut: true })
  })
})

describe('the outbox', () => {
  it('keeps a tap through restarts until the server has it, and reports it once', async () => {
    const offline = coldStart(() => undefined)
    offline.keep({ scene: 'r=54&c=bj01' })
    offline.queueAcceptance(TAP)
    await offline.deliverOutbox({ byTap: true })
    expect(offline.useOutboxState.getState()).toEqual({ sending: false, trouble: 'offline' })
    offline.close()

    const online = coldStart(server(() => ({ statusCode: 200, data: REMINDERS })))
    await Promise.all([online.deliverOutbox(), online.deliverOutbox()])
    expect(online.asked).toEqual(['POST /v1/session', 'POST /v1/reminders'])
    expect(online.bodies[1]).toEqual({ ...TAP, scene: 'r=54&c=bj01' })
    online.close()

    const again = coldStart(server(() => ({ statusCode: 200, data: REMINDERS })))
    await again.deliverOutbox()
    expect(again.asked).toEqual([])
  })

  it('sends the same id again when the answer was lost', async () => {
    let isLost = true
    const { deliverOutbox, queueAcceptance, bodies } = coldStart(
      server(() => {
        if (!isLost) return { statusCode: 200, data: REMINDERS }
        isLost = false
        return undefined
      }),
    )
    queueAcceptance(TAP)
    await deliverOutbox()
    await deliverOutbox()
    expect(bodies.slice(1)).toEqual([TAP, TAP])
  })

  it('goes on after a tap that is refused: without the reminder that the server names, then with the next tap', async () => {
    const { deliverOutbox, queueAcceptance, bodies, useServerMemory } = coldStart(
      server(({ data }) =>
        (data as typeof TAP).reminders.length > 0 && (data as typeof TAP).acceptanceId === TAP.acceptanceId
          ? refusal(422, 'kind-not-offered', 'reminders[0].kind')
          : { statusCode: 200, data: REMINDERS },
      ),
    )
    queueAcceptance(TAP)
    queueAcceptance(SECOND)
    await deliverOutbox()
    expect(bodies.slice(1)).toEqual([TAP, { ...TAP, reminders: [] }, SECOND])
    expect(useServerMemory.getState().outbox).toEqual([])
  })

  it('waits while the server is in trouble, and says so', async () => {
    const { deliverOutbox, queueAcceptance, useOutboxState, useServerMemory } = coldStart(
      server(() => refusal(503, 'database-unavailable')),
    )
    queueAcceptance(TAP)
    await deliverOutbox()
    expect(useOutboxState.getState()).toEqual({ sending: false, trouble: 'busy' })
    expect(useServerMemory.getState().outbox).toHaveLength(1)
  })

  it('that was emptied with everything else while a tap was on its way stays empty', async () => {
    let answer: (value: Answer) => void = () => undefined
    const started = coldStart(server(() => undefined))
    started.phone.network.answer = asked =>
      isSession(asked as Asked)
        ? Promise.resolve({ statusCode: 200, data: { token: 't', expiresAt: LATER } })
        : new Promise(resolve => {
            answer = resolve
          })
    started.queueAcceptance(TAP)
    const delivering = started.deliverOutbox()
    await new Promise(resolve => setTimeout(resolve, 20))
    started.dropSession(false)
    started.forgetServerMemory()
    answer({ statusCode: 200, data: REMINDERS })
    await delivering
    expect(started.useServerMemory.getState()).toMatchObject({ outbox: [], reminders: null, session: null })
  })

  it('goes on in memory when the phone has no room, and what cannot be read is nothing', async () => {
    stored.set('server', '{broken')
    const { keep, useServerMemory, phone } = coldStart(() => undefined)
    expect(useServerMemory.getState().outbox).toEqual([])
    phone.limits.total = 10
    keep({ outbox: [TAP] })
    expect(useServerMemory.getState().outbox).toEqual([TAP])
  })
})
