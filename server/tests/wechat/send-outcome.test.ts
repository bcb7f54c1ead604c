import net from 'node:net'
import { httpAnswer, type RawServer, rawServer } from './support/raw-server'
import { message, SECRET, type TestClient, testClient } from './support/test-client'

// What takes long on a busy machine is not wrong.
jest.setTimeout(60_000)

let server: RawServer | undefined
let subject: TestClient | undefined

async function sendTo(misbehave: Parameters<typeof rawServer>[0]) {
  server = await rawServer(misbehave)
  subject = testClient(server.url, { timeouts: { connect: 500, headers: 300, body: 300 } })
  const outcome = await subject.client.sendMessage(message('openid-of-somebody'))
  const sends = server.requests.filter(request => request.includes('/subscribe/send')).length
  return { outcome, sends }
}

afterEach(async () => {
  await server?.stop()
  await subject?.end()
  for (const line of subject?.logged ?? [])
    expect(line).not.toMatch(/the-very-secret|token-of-raw-server|openid-of-somebody/)
  server = undefined
  subject = undefined
})

describe('after the request was written, everything but an errcode is ambiguous, and is never sent twice', () => {
  const cases: [string, Parameters<typeof rawServer>[0], string, 'gateway' | 'silence' | 'break'][] = [
    ['no answer at all', () => undefined, 'UND_ERR_HEADERS_TIMEOUT', 'silence'],
    ['the connection ends', socket => socket.end(), 'UND_ERR_SOCKET', 'break'],
    ['the connection is reset', socket => socket.resetAndDestroy(), 'ECONNRESET', 'break'],
    ['the answer stops in its head', socket => socket.end('HTTP/1.1 200 OK\r\ncontent-le'), 'UND_ERR_SOCKET', 'break'],
    [
      'the answer stops in its body',
      socket => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 40\r\n\r\n{"errcode":0,'),
      'UND_ERR',
      'break',
    ],
    [
      'the body never ends',
      socket => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 40\r\n\r\n{"errcode":0,"errmsg":'),
      'UND_ERR_BODY_TIMEOUT',
      'silence',
    ],
    ['no HTTP', socket => socket.end('SSH-2.0-OpenSSH_9.9\r\n'), 'HTTPParserError', 'break'],
    [
      'a gateway’s page',
      socket => socket.write(httpAnswer('<html>', '502 Bad Gateway', 'text/html')),
      'status 502',
      'gateway',
    ],
    [
      'a gateway’s page that looks like WeChat',
      socket => socket.write(httpAnswer('{"errcode":-1,"errmsg":"x"}', '502 Bad Gateway')),
      'status 502',
      'gateway',
    ],
    [
      'a gateway that names a token',
      socket => socket.write(httpAnswer('{"errcode":40001,"errmsg":"x"}', '504 Gateway Timeout')),
      'status 504',
      'gateway',
    ],
    ['an empty answer', socket => socket.write(httpAnswer('')), 'status 200 without an errcode', 'gateway'],
    ['JSON without an errcode', socket => socket.write(httpAnswer('{"errmsg":"ok"}')), 'without an errcode', 'gateway'],
    [
      'an errcode that is none',
      socket => socket.write(httpAnswer('{"errcode":"","errmsg":"ok"}')),
      'without an errcode',
      'gateway',
    ],
    [
      'JSON that is cut',
      socket => socket.write(httpAnswer('{"errcode":0,"errmsg":"o')),
      'without an errcode',
      'gateway',
    ],
    ['a list', socket => socket.write(httpAnswer('[{"errcode":0}]')), 'without an errcode', 'gateway'],
    ['503', socket => socket.write(httpAnswer('{}', '503 Service Unavailable')), 'status 503', 'gateway'],
  ]
  it.each(cases)('%s', async (_name, misbehave, reason, from) => {
    const { outcome, sends } = await sendTo(misbehave)
    expect(outcome).toEqual({ type: 'unknown', reason: expect.stringContaining(reason), from })
    expect(sends).toBe(1)
  })
})

describe('an errcode is definite', () => {
  it.each([
    ['accepted, with more digits than a number keeps', '{"errcode":0,"errmsg":"ok","msgid":2190000000000000123}', 0],
    ['accepted, without a msgid', '{"errcode":0,"errmsg":"ok"}', 0],
    ['refused', '{"errcode":43101,"errmsg":"user refuse to accept the msg rid: 6540-1"}', 43101],
  ])('%s', async (_name, body, errcode) => {
    const { outcome } = await sendTo(socket => socket.write(httpAnswer(body)))
    expect(outcome).toMatchObject({ type: 'answer', errcode })
    if (body.includes('msgid')) expect(outcome).toMatchObject({ msgid: '2190000000000000123' })
    else expect(outcome).not.toHaveProperty('msgid')
  })

  it('even behind a status of failure', async () => {
    const { outcome } = await sendTo(socket =>
      socket.write(httpAnswer('{"errcode":-1,"errmsg":"system error"}', '500 Internal Server Error')),
    )
    expect(outcome).toMatchObject({ type: 'answer', errcode: -1 })
  })
})

describe('nothing was written', () => {
  const send = async (apiBase: string) => {
    subject = testClient(apiBase, { timeouts: { connect: 400 } })
    return subject.client.sendMessage(message('openid-of-somebody'))
  }

  it('nobody listens', async () => {
    const probe = net.createServer()
    await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve))
    const { port } = probe.address() as net.AddressInfo
    await new Promise(resolve => probe.close(resolve))
    expect(await send(`http://127.0.0.1:${port}`)).toEqual({
      type: 'not-sent',
      reason: expect.stringContaining('ECONNREFUSED'),
    })
  })

  it('the name is nobody’s', async () => {
    expect(await send('http://no-such-host.invalid')).toMatchObject({
      type: 'not-sent',
      reason: expect.stringMatching(/ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT/),
    })
  })

  it('whoever listens does not speak TLS', async () => {
    server = await rawServer(() => undefined)
    expect(await send(server.url.replace('http:', 'https:'))).toMatchObject({
      type: 'not-sent',
      reason: expect.stringMatching(/ERR_SSL|ECONNRESET|EPROTO|UND_ERR_CONNECT_TIMEOUT|UND_ERR_SOCKET/),
    })
  })

  it('the connection is refused for the message itself, after the token came', async () => {
    server = await rawServer(() => undefined)
    subject = testClient(server.url, { timeouts: { connect: 400 } })
    // The token is fetched over connections of their own: then the server goes away.
    await expect(
      Promise.race([
        subject.client.listTemplates().catch(error => error.code),
        new Promise(r => setTimeout(r, 200, 'waits')),
      ]),
    ).resolves.toBe('waits')
    await server.stop()
    expect(await subject.client.sendMessage(message('openid-of-somebody'))).toEqual({
      type: 'not-sent',
      reason: 'ECONNREFUSED',
    })
  })

  it('there is no token: WeChat does not know our address', async () => {
    server = await rawServer(() => undefined)
    await server.stop()
    const http = await import('node:http')
    const refusing = http.createServer((_request, response) =>
      response.end('{"errcode":40164,"errmsg":"invalid ip 10.0.0.1, not in whitelist rid: 1"}'),
    )
    await new Promise<void>(resolve => refusing.listen(0, '127.0.0.1', resolve))
    try {
      const outcome = await send(`http://127.0.0.1:${(refusing.address() as net.AddressInfo).port}`)
      expect(outcome).toEqual({ type: 'not-sent', reason: expect.stringContaining('40164') })
      expect(JSON.stringify(outcome)).not.toContain(SECRET)
    } finally {
      refusing.closeAllConnections()
      refusing.close()
    }
  })
})
