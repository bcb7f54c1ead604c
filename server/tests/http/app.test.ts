import { once } from 'node:events'
import { connect } from 'node:net'
import { type TestApp, testApp } from '../support/app'

let server: TestApp
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.end())

const error = (code: string) => ({ error: { code, message: expect.any(String) } })

test('an unknown path is 404', async () => {
  const answer = await server.call('GET', '/v2/anything')
  expect([answer.statusCode, answer.json()]).toEqual([404, error('not-found')])
})

test('a path asked with another method is 405 and says which are allowed', async () => {
  const answer = await server.call('PUT', '/v1/shares/AAAAAAAAAAAAAAAAAAAAAA')
  expect([answer.statusCode, answer.json()]).toEqual([405, error('method-not-allowed')])
  expect(answer.headers.allow).toBe('DELETE, GET, HEAD')
})

test.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded'])('%s is 415', async type => {
  const answer = await server.call('POST', '/v1/session', '{"code":"x"}', { 'content-type': type })
  expect([answer.statusCode, answer.json()]).toEqual([415, error('unsupported-media-type')])
})

test('a body that is no JSON is 400', async () => {
  for (const body of ['{', '{"code":"x"', 'code=x', '{"__proto__":{"a":1}}']) {
    const answer = await server.call('POST', '/v1/session', body)
    expect([answer.statusCode, answer.json()]).toEqual([400, error('invalid-json')])
  }
})

test('a missing body is 422 with the place', async () => {
  expect((await server.call('POST', '/v1/session', '')).statusCode).toBe(422)
  const answer = await server.call('POST', '/v1/session', {})
  expect([answer.statusCode, answer.json()]).toEqual([
    422,
    { error: { code: 'missing-field', message: expect.any(String), path: 'code' } },
  ])
})

test('a body over the limit is 413', async () => {
  const answer = await server.call('POST', '/v1/session', { code: 'x'.repeat(70_000) })
  expect([answer.statusCode, answer.json()]).toEqual([413, error('too-large')])
})

test('a stranger is turned away before the body is read', async () => {
  const answer = await server.call('POST', '/v1/record', '{ this is not even JSON'.padEnd(1_000_000))
  expect([answer.statusCode, answer.json()]).toEqual([401, error('unauthorized')])
})

test('a DELETE that names JSON and carries nothing is understood', async () => {
  const me = await server.as('deleter')
  const answer = await server.app.inject({
    method: 'DELETE',
    url: '/v1/session',
    headers: { authorization: `Bearer ${me.token}`, 'content-type': 'application/json', 'content-length': '0' },
  })
  expect(answer.statusCode).toBe(204)
})

test('a path that cannot be decoded is 400', async () => {
  const answer = await server.call('GET', '/v1/shares/%zz')
  expect([answer.statusCode, answer.json()]).toEqual([400, error('bad-request')])
})

test('pages of other origins may call, preflight included', async () => {
  const preflight = await server.call('OPTIONS', '/v1/record', undefined, {
    origin: 'http://localhost:10086',
    'access-control-request-method': 'POST',
  })
  expect(preflight.statusCode).toBe(204)
  expect(preflight.headers['access-control-allow-headers']).toContain('authorization')
  const answer = await server.call('GET', '/v1/templates', undefined, { origin: 'http://localhost:10086' })
  expect(answer.headers['access-control-allow-origin']).toBe('*')
})

test('bytes that are no HTTP are answered in the one shape', async () => {
  await server.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = server.app.server.address() as { port: number }
  const reply = await new Promise<string>((resolve, reject) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () => socket.write('NONSENSE\r\n\r\n'))
    socket.on('data', chunk => {
      text += chunk
    })
    socket.on('end', () => resolve(text))
    socket.on('error', reject)
  })
  expect(reply).toMatch(/^HTTP\/1\.1 400 Bad Request/)
  expect(JSON.parse(reply.split('\r\n\r\n')[1]!)).toEqual(error('bad-request'))
})

describe('a body that never comes whole', () => {
  /** Sends the half of a login; resolves to all that was answered, once the server has hung up. */
  const sendHalf = (app: TestApp) => {
    const { port } = app.app.server.address() as { port: number }
    let reply = ''
    return new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () =>
        socket.write(
          'POST /v1/session HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 20\r\n\r\n{"co',
        ),
      )
      socket.on('data', chunk => {
        reply += chunk
      })
      socket.on('close', () => resolve(reply))
      socket.on('error', reject)
    })
  }

  test('holds a graceful stop for a few seconds, no longer', async () => {
    const other = await testApp()
    await other.app.listen({ port: 0, host: '127.0.0.1' })
    const half = sendHalf(other)
    await once(other.app.server, 'request')
    const began = Date.now()
    await other.end()
    expect(await half).toBe('')
    expect(Date.now() - began).toBeGreaterThan(4_000)
  }, 20_000)

  test('is given up after 15 seconds', async () => {
    const other = await testApp()
    await other.app.listen({ port: 0, host: '127.0.0.1' })
    const reply = await sendHalf(other)
    expect(reply).toMatch(/^HTTP\/1\.1 408 Request Timeout/)
    expect(JSON.parse(reply.split('\r\n\r\n')[1]!)).toEqual(error('bad-request'))
    await other.end()
  }, 25_000)
})

test('the text of a fault of ours stays inside', async () => {
  server.context.exportSections.broken = async () => {
    throw new Error('table "secrets" on host db-7 failed')
  }
  const me = await server.as('exporter')
  const answer = await me('GET', '/v1/me/export')
  expect([answer.statusCode, answer.json()]).toEqual([500, error('internal-error')])
  expect(answer.body).not.toContain('db-7')
  expect(server.context.logged.join('')).toContain('db-7')
})

test('probes and metrics are there', async () => {
  expect((await server.call('GET', '/healthz')).json()).toEqual({ status: 'ok' })
  expect((await server.call('GET', '/readyz')).json()).toEqual({ status: 'ready' })
  const metrics = await server.call('GET', '/metrics')
  expect(metrics.headers['content-type']).toContain('text/plain')
  expect(metrics.body).toContain('client_errors_total')
})

test('a part that is not ready is named by readyz', async () => {
  server.context.readiness.push(() => 'the worker has stopped')
  const answer = await server.call('GET', '/readyz')
  expect([answer.statusCode, answer.json()]).toEqual([
    503,
    { error: { code: 'not-ready', message: 'the worker has stopped' } },
  ])
  server.context.readiness.pop()
})

test('neither openids nor tokens are in the log of all this', () => {
  expect(server.context.logged.join('')).not.toMatch(/deleter|Bearer|operator-token-for-tests|a-session-secret/)
})
