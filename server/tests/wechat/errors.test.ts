import { decide } from '../../src/reminders/send-decision'
import { ERROR_TABLE, type ErrorAction, explainErrcode, WeChatError, WeChatUnavailable } from '../../src/wechat/errors'

const rows = Object.entries(ERROR_TABLE).map(([errcode, row]) => ({ errcode: Number(errcode), ...row }))

/** WeChat's table for sending, with what the platform's page asks for; written down a second time on purpose. */
const SENDING: [errcode: number, action: ErrorAction][] = [
  [0, 'done'],
  [-1, 'retry'],
  [40001, 'refetch-token'],
  [40014, 'refetch-token'],
  [42001, 'refetch-token'],
  [40003, 'drop'],
  [40037, 'park-template'],
  [41030, 'park-template'],
  [43101, 'drop'],
  [43107, 'park-template'],
  [43108, 'serialise'],
  [45168, 'park-template'],
  [47003, 'park-template'],
  [45009, 'pause-day'],
  [45011, 'pause-all'],
  [41001, 'bug'],
  [44002, 'bug'],
  [47001, 'bug'],
  [48001, 'stop'],
  [50002, 'stop'],
  [40164, 'stop'],
]

describe('the error table', () => {
  it.each(SENDING)('%i → %s', (errcode, action) => {
    expect(explainErrcode(errcode).action).toBe(action)
  })

  it.each(rows)('$errcode says what it means', ({ meaning }) => {
    expect(meaning).toMatch(/^[a-zA-Z].{1,80}$/)
  })

  it('has a way for a code that nobody has described', () => {
    expect(explainErrcode(123456)).toEqual({ meaning: 'an answer that nobody has described', action: 'retry' })
  })
})

describe('what the sender makes of the same codes', () => {
  const decisionOf = (errcode: number) =>
    decide({ type: 'answer', errcode, errmsg: 'words' }, { tries: 0, isRetry: false }, 0)

  it.each(SENDING.filter(([errcode]) => errcode !== 40164))('agrees on %i → %s', (errcode, action) => {
    const { state, pause, park, counted } = decisionOf(errcode)
    const found =
      state === 'sent'
        ? ['done']
        : state === 'refused' || state === 'failed'
          ? ['drop']
          : pause
            ? { token: ['refetch-token'], rate: ['pause-all'], quota: ['pause-day'], unreachable: [] }[pause]
            : park
              ? ['park-template', 'bug', 'stop']
              : counted
                ? ['retry', 'serialise']
                : []
    expect(found).toContain(action)
  })
})

describe('the errors', () => {
  it.each(rows.filter(({ errcode }) => errcode !== 0))('$errcode becomes a coded error', ({ errcode, action }) => {
    const error = new WeChatError('send', errcode, 'their words')
    expect(error).toMatchObject({ errcode, action, api: 'send' })
    expect([502, 503]).toContain(error.status)
    expect(error.code).toMatch(/^wechat-/)
    expect(error.message).toContain(`send: WeChat answered ${errcode} their words`)
  })

  it('keep strange words on one bearable line', () => {
    expect(new WeChatError('send', -1, `a\n\u0000b${'x'.repeat(500)}`).message).not.toMatch(/\p{Cc}|x{201}/u)
  })

  it('tell whether WeChat may have acted', () => {
    expect(new WeChatUnavailable('send', false, 'ECONNREFUSED')).toMatchObject({ status: 503, reached: false })
    expect(new WeChatUnavailable('send', true, 'UND_ERR_SOCKET')).toMatchObject({ status: 504, reached: true })
  })
})
