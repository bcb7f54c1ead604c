import { ERROR_TABLE, type ErrorAction, explainErrcode, WeChatError, WeChatUnavailable } from '../../src/wechat/errors'

const rows = Object.entries(ERROR_TABLE).map(([errcode, row]) => ({ errcode: Number(errcode), ...row }))

/** What the platform's pages ask for; written down a second time on purpose. */
const ASKED: [action: ErrorAction, errcodes: number[]][] = [
  ['retry', [-1, 45009, 45011]],
  ['refetch-token', [40001, 40014, 42001]],
  ['stop', [40013, 40125, 40164, 40243, 48001, 50002, 50004, 50007, 89503, 89506, 89507]],
]

describe('the error table', () => {
  it.each(ASKED)('%s after %j and nothing else', (action, errcodes) => {
    expect(rows.filter(row => row.action === action).map(({ errcode }) => errcode)).toEqual(
      expect.arrayContaining(errcodes),
    )
    expect(rows.filter(row => row.action === action)).toHaveLength(errcodes.length)
  })

  it.each(rows)('$errcode says what it means', ({ meaning }) => {
    expect(meaning).toMatch(/^[a-zA-Z].{1,80}$/)
  })

  it('has a way for a code that nobody has described', () => {
    expect(explainErrcode(123456)).toEqual({ meaning: 'an answer that nobody has described', action: 'retry' })
  })
})

describe('the errors', () => {
  it.each(rows)('$errcode becomes a coded error', ({ errcode, action }) => {
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
