import { Writable } from 'node:stream'
import { closeLog, createLog, hashOpenid, withoutSecrets } from '../src/log'

const SECRET = 'a-session-secret-for-tests-of-32-bytes'

function capture() {
  const lines: string[] = []
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  return { log: createLog({ level: 'info', secret: SECRET, destination }), text: () => lines.join('') }
}

test('an openid is hashed, the same each time, and never in clear', () => {
  const { log, text } = capture()
  log.info({ openid: 'oABCDEFGH123' }, 'hello')
  log.child({ openid: 'oABCDEFGH123' }).info('again')
  expect(text()).not.toContain('oABCDEFGH123')
  expect(text().split(hashOpenid('oABCDEFGH123', SECRET))).toHaveLength(3)
})

test('tokens, secrets and headers are cut out', () => {
  const { log, text } = capture()
  log.info(
    {
      token: 'tok-1',
      secret: 'sec-1',
      headers: { authorization: 'Bearer tok-2' },
      body: { session_key: 'key-1', touser: 'o1' },
    },
    'x',
  )
  expect(text()).not.toMatch(/tok-1|sec-1|tok-2|key-1|"o1"/)
})

test('errors are written without the secrets in their texts, causes included', () => {
  const { log, text } = capture()
  const cause = new Error('connect postgres://me:pa55word@host/db')
  log.error(
    { err: new Error('GET https://api/x?appid=wx1&secret=s3cret&js_code=c0de&access_token=t0ken failed', { cause }) },
    'x',
  )
  expect(text()).toContain('connect postgres://me:[hidden]@host/db')
  expect(text()).not.toMatch(/s3cret|c0de|t0ken|pa55word/)
})

test('secrets are found in queries and in JSON', () => {
  expect(withoutSecrets('{"access_token":"abc","touser": "o1"}')).toBe(
    '{"access_token":"[hidden]","touser": "[hidden]"}',
  )
})

test.each([
  ['Authorization: Bearer t0ken', 'Authorization: Bearer [hidden]'],
  ['{"authorization":"Bearer t0ken"}', '{"authorization":"Bearer [hidden]"}'],
  ['request failed, Bearer t0ken.x-y_z=, 401', 'request failed, Bearer [hidden], 401'],
  ['GET /v1/record?token=t0ken&since=1', 'GET /v1/record?token=[hidden]&since=1'],
  [
    String.raw`"{\"token\":\"t0ken\",\"password\": \"pa55word\"}"`,
    String.raw`"{\"token\":\"[hidden]\",\"password\": \"[hidden]\"}"`,
  ],
  ['authorization=t0ken', 'authorization=[hidden]'],
])('what a session is opened with is cut out of %s', (text, expected) => {
  expect(withoutSecrets(text)).toBe(expected)
})

describe('lines that say the same again', () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  const full = (more = {}) => ({ err: Object.assign(new Error('no space left'), { code: '53100' }), ...more })
  const lines: Record<string, unknown>[] = []
  const counting = () => {
    lines.length = 0
    const destination = { write: (line: string) => void lines.push(JSON.parse(line)) }
    return createLog({ level: 'info', secret: 's', destination })
  }

  // Red before: 5,800 a second.
  it('are counted, and the count is written once in a while', async () => {
    const log = counting()
    for (let i = 0; i < 1000; i++) log.warn(full({ loop: 'ticker' }), 'a step failed')
    expect(lines).toHaveLength(1)
    await jest.advanceTimersByTimeAsync(10_000)
    expect(lines[1]).toMatchObject({ msg: 'a step failed', loop: 'ticker', repeated: 999 })
    log.warn(full({ loop: 'ticker' }), 'a step failed')
    await jest.advanceTimersByTimeAsync(60_000)
    expect(lines.map(({ repeated }) => repeated)).toEqual([undefined, 999, 1])
    log.warn(full({ loop: 'ticker' }), 'a step failed')
    expect(lines).toHaveLength(4)
  })

  it('are those with the same words, the same fields and the same kind of error', () => {
    const log = counting()
    log.warn(full({ loop: 'ticker' }), 'a step failed')
    log.warn(full({ loop: 'events' }), 'a step failed')
    log.warn(full({ loop: 'ticker' }), 'another')
    log.warn({ err: new Error('else'), loop: 'ticker' }, 'a step failed')
    log.error(full({ loop: 'ticker' }), 'a step failed')
    expect(lines).toHaveLength(5)
  })

  it('are never alerts, nor what happens at info', () => {
    const log = counting()
    for (let i = 0; i < 3; i++) log.error({ alert: 'template-parked', subject: 't' }, 'the operator is needed')
    for (let i = 0; i < 3; i++) log.info({ route: '/' }, 'request')
    expect(lines).toHaveLength(6)
  })

  it('are told when the log is closed', async () => {
    jest.useRealTimers()
    const log = counting()
    for (let i = 0; i < 3; i++) log.warn('again')
    await closeLog(log)
    expect(lines[1]).toMatchObject({ msg: 'again', repeated: 2 })
  })
})
