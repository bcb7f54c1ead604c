import type { LightMyRequestResponse } from 'fastify'
import { type TestApp, testApp } from '../support/app'
import { holdToContract, ROUTES } from '../support/contract'
import { OPERATOR_TOKEN } from '../support/environment'

let server: TestApp
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.end())

/** `GET /v1/record` and so on, as Fastify draws them: a tree whose branches go on where their parent ends. */
function registered(tree: string): string[] {
  const above: string[] = []
  return tree.split('\n').flatMap(line => {
    const parts = /^(.*)[├└]── (\S+) \(([\w, ]+)\)$/.exec(line)
    if (!parts) return []
    const [, indent, path, methods] = parts as unknown as [string, string, string, string]
    const depth = indent.length / 4
    above[depth] = (above[depth - 1] ?? '') + path
    return methods.split(', ').flatMap(method => (method === 'HEAD' ? [] : [`${method} ${above[depth]}`]))
  })
}

test('the server registers what the contract declares, and nothing else', () => {
  expect(registered(server.app.printRoutes({ commonPrefix: false })).sort()).toEqual(
    ROUTES.map(([, { method, path }]) => `${method} ${path}`).sort(),
  )
})

const guarded = ROUTES.filter(([, { caller }]) => caller === 'candidate' || caller === 'operator')

test.each(guarded)('%s is refused to strangers, and to the other caller', async (name, route) => {
  const url = route.path.replace(':id', '1')
  const { token } = await server.as('somebody')
  const other = route.caller === 'candidate' ? OPERATOR_TOKEN : token
  // Wrong tokens are counted by address: each route has its own here.
  const from = { 'x-forwarded-for': `10.0.0.${guarded.findIndex(([each]) => each === name)}` }
  for (const token of [undefined, other]) {
    const headers = { ...from, ...(token !== undefined && { authorization: `Bearer ${token}` }) }
    expect((await server.call(route.method, url, undefined, headers)).statusCode).toBe(401)
  }
})

describe('an answer that the contract does not know is told', () => {
  const answer = (statusCode: number, body: unknown, type = 'application/json') => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    return { statusCode, body: text, headers: { 'content-type': type }, json: () => JSON.parse(text) }
  }
  const error = (code: string) => ({ error: { code, message: 'm' } })

  test.each([
    ['GET', '/v1/record?since=1', answer(200, { revision: 1, entries: [] })],
    ['DELETE', '/v1/shares/AAAAAAAAAAAAAAAAAAAAAA', answer(204, '')],
    ['DELETE', '/v1/shares/AAAAAAAAAAAAAAAAAAAAAA', answer(404, error('not-found'))],
    ['GET', '/v1/calendar.ics', answer(200, 'BEGIN', 'text/calendar; charset=utf-8')],
    ['GET', '/v1/nothing', answer(404, error('not-found'))],
  ])('%s %s as declared', (method, url, given) => {
    expect(() => holdToContract(method, url, given as unknown as LightMyRequestResponse)).not.toThrow()
  })

  test.each([
    ['a body with a field more', 'GET', '/v1/record', answer(200, { revision: 1, entries: [], more: 1 })],
    ['a body where there is none', 'DELETE', '/v1/me', answer(204, {})],
    ['a status', 'GET', '/v1/record', answer(202, { revision: 1, entries: [] })],
    ['a code', 'GET', '/v1/record', answer(401, error('code-refused'))],
    ['a status of a refusal', 'GET', '/v1/record', answer(410, error('share-revoked'))],
    ['a shape of errors', 'GET', '/v1/record', answer(401, { message: 'no' })],
    ['a media type', 'GET', '/v1/calendar.ics', answer(200, 'BEGIN', 'text/plain')],
    ['a route', 'GET', '/v1/nothing', answer(200, {})],
  ])('%s', (_what, method, url, given) => {
    expect(() => holdToContract(method, url, given as unknown as LightMyRequestResponse)).toThrow(`${method} /v1/`)
  })
})
