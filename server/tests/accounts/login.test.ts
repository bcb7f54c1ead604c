import { createServer, type ServerResponse } from 'node:http'
import { type RunningSandbox, startSandbox } from '@zhuan/wechat-sandbox'
import { createWeChatClient } from '../../src/wechat/client'
import { type TestApp, testApp } from '../support/app'
import { testEnvironment } from '../support/environment'

// Logins and codes through the real client and the stand-in over HTTP.
let sandbox: RunningSandbox
let server: TestApp
const { wechat } = testEnvironment()

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 })
  server = await testApp({ environment: { wechat: { ...wechat, apiBase: sandbox.url } } })
  const { context } = server
  Object.assign(context.wechat, createWeChatClient(context))
})
afterAll(async () => {
  await server.end()
  await sandbox.stop()
})

const control = (method: string, path: string, body: unknown) =>
  fetch(sandbox.url + path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
const newCode = async (openid: string) =>
  ((await (await control('POST', '/sandbox/codes', { openid })).json()) as { code: string }).code
const login = (code: string) => server.call('POST', '/v1/session', { code })

test('a code of wx.login becomes a session once; used again it is refused', async () => {
  const code = await newCode('oAlice-0123456789')
  const answer = await login(code)
  expect(answer.statusCode).toBe(200)
  expect(Object.keys(answer.json())).toEqual(['token', 'expiresAt'])
  const again = await login(code)
  expect([again.statusCode, again.json().error.code]).toEqual([401, 'code-refused'])
})

test('the same code in many requests at once opens one session', async () => {
  const code = await newCode('oBob-0123456789')
  const answers = await Promise.all(Array.from({ length: 10 }, () => login(code)))
  expect(answers.map(answer => answer.statusCode).sort()).toEqual([200, ...Array(9).fill(401)])
})

test('an invented code is refused', async () => {
  for (const code of ['x', '../../token', 'a&js_code=b', '中文', 'x'.repeat(256)])
    expect((await login(code)).statusCode).toBe(401)
})

test.each([
  ['busy', 503, (response: ServerResponse) => response.end('{"errcode":-1,"errmsg":"system error"}')],
  ['silent', 504, () => undefined],
  ['cut off', 504, (response: ServerResponse) => response.destroy()],
  [
    'not WeChat',
    504,
    (response: ServerResponse) => response.writeHead(502).end('<html>appid=wx1&secret=s3cret</html>'),
  ],
])('when WeChat is %s, a login is %i in the one shape, without code or secret', async (_what, status, answerAs) => {
  const stub = createServer((_request, response) => void answerAs(response))
  await new Promise<void>(resolve => stub.listen(0, '127.0.0.1', resolve))
  const { port } = stub.address() as { port: number }
  const { context } = server
  const environment = { ...context.environment, wechat: { ...wechat, apiBase: `http://127.0.0.1:${port}` } }
  const real = context.wechat.exchangeCode
  const client = createWeChatClient({ ...context, environment, timeouts: { headers: 200, body: 200 } })
  context.wechat.exchangeCode = client.exchangeCode
  const answer = await login('code-of-dave')
  context.wechat.exchangeCode = real
  stub.closeAllConnections()
  stub.close()
  await client.close()
  expect([answer.statusCode, answer.json()]).toEqual([
    status,
    { error: { code: expect.any(String), message: expect.any(String) } },
  ])
  expect(answer.body).not.toMatch(/code-of-dave|s3cret|127\.0\.0\.1/)
  expect(server.context.logged.join('')).not.toMatch(/code-of-dave|s3cret/)
})

test('nothing of WeChat’s secrets, and no openid, is in any log line of all this', () => {
  expect(server.context.logged.join('')).not.toMatch(
    /oAlice|oBob|oCarol|wechat-app-secret-for-tests|session_key":"(?!\[hidden)/,
  )
})
