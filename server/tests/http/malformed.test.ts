import { randomUUID } from 'node:crypto'
import type { TSchema } from '@sinclair/typebox'
import { type Route, routes } from '@zhuan/api'
import fc from 'fast-check'
import { type TestApp, testApp } from '../support/app'
import { arbitraryOf, mutation } from '../support/arbitrary'
import { ROUTES } from '../support/contract'
import { OPERATOR_TOKEN } from '../support/environment'

jest.setTimeout(240_000)

/** So many refused requests at least; those that a mutation left valid come on top. */
const MALFORMED = 10_000

let server: TestApp
let tokens: string[]
beforeAll(async () => {
  server = await testApp({ environment: { logLevel: 'warn' } })
  tokens = await Promise.all(Array.from({ length: 200 }, async (_, index) => (await server.as(`fuzz-${index}`)).token))
})
afterAll(() => server.end())

interface Request {
  method: string
  url: string
  headers: Record<string, string>
  payload?: string | Buffer
}

const id = fc.oneof(
  fc.constantFrom(
    '1',
    '0',
    '-1',
    'null',
    '%00',
    '..%2f..',
    'A'.repeat(22),
    'a'.repeat(300),
    '9223372036854775808',
    "1'--",
    '%F0%9F%98%80',
    '%ff',
  ),
  fc.uuid(),
  // A segment of dots is taken away before anything is sent.
  fc
    .string({ maxLength: 30 })
    .filter(text => !/^\.{1,2}$/.test(text))
    .map(encodeURIComponent),
)
const query = (schema: TSchema) =>
  fc.tuple(arbitraryOf(schema), mutation).map(([good, break_]) => {
    const broken = break_(good)
    const pairs = typeof broken === 'object' && broken !== null ? Object.entries(broken) : [['x', broken] as const]
    return `?${pairs.map(([name, value]) => `${encodeURIComponent(wellFormed(name))}=${encodeURIComponent(wellFormed(String(JSON.stringify(value))).slice(0, 2_000))}`).join('&')}`
  })
const wellFormed = (text: string) => Buffer.from(text).toString('utf8')

const brokenBody = (schema: TSchema): fc.Arbitrary<{ payload: string | Buffer; type: string }> => {
  // Some are left whole: what keeps the contract must not fail either.
  const json = fc.tuple(arbitraryOf(schema), mutation, fc.nat(3)).map(([good, change, times]) => {
    let broken = good
    for (let time = 0; time < Math.min(times, 2); time++) broken = change(broken)
    return JSON.stringify(broken) ?? ''
  })
  const cut = fc.tuple(json, fc.nat(60)).map(([text, at]) => text.slice(0, at))
  const bytes = fc.uint8Array({ maxLength: 60 }).map(array => Buffer.from(array))
  const proto = json.map(text => (text.startsWith('{') ? `{"__proto__":{"a":1},${text.slice(1)}` : `[${text}`))
  return fc.oneof(
    { weight: 12, arbitrary: json.map(payload => ({ payload, type: 'application/json' })) },
    { weight: 2, arbitrary: cut.map(payload => ({ payload, type: 'application/json' })) },
    { weight: 1, arbitrary: bytes.map(payload => ({ payload, type: 'application/json' })) },
    { weight: 1, arbitrary: proto.map(payload => ({ payload, type: 'application/json' })) },
    { weight: 1, arbitrary: json.map(payload => ({ payload, type: 'text/plain' })) },
    { weight: 1, arbitrary: json.map(payload => ({ payload, type: 'multipart/form-data; boundary=x' })) },
  )
}

/** Whoever has ended the session, or is forgotten, could be refused for nothing else any more. */
const LAST_CALLS: readonly Route[] = [routes.endSession, routes.forgetAccount]

function tokenFor(route: Route, candidate: string): Record<string, string> {
  if (route.caller === 'operator') return { authorization: `Bearer ${OPERATOR_TOKEN}` }
  if (route.caller !== 'candidate' || LAST_CALLS.includes(route)) return {}
  return { authorization: `Bearer ${candidate}` }
}

/** Most of what is sent goes where there is something to break. */
const weighted = ([, route]: (typeof ROUTES)[number]) => ({
  weight: route.params || route.query || route.body ? 6 : 1,
  arbitrary: malformed(route),
})

function malformed(route: Route): fc.Arbitrary<Request> {
  return fc
    .record({
      id,
      query: route.query ? query(route.query) : fc.constantFrom('', '?', '?a=%ff', '?x[]=1'),
      body: route.body ? brokenBody(route.body) : fc.constant(undefined),
      person: fc.nat(tokens.length - 1),
      address: fc.ipV4(),
      stranger: fc.nat(19),
      wrongMethod: fc.oneof(
        { weight: 30, arbitrary: fc.constant(undefined) },
        fc.constantFrom('PATCH', 'PUT', 'DELETE', 'POST'),
      ),
    })
    .map(({ id: anId, query: aQuery, body, person, address, stranger, wrongMethod }) => ({
      method: wrongMethod ?? route.method,
      url: route.path.replace(':id', anId) + aQuery,
      headers: {
        'x-forwarded-for': address,
        ...(body && { 'content-type': body.type }),
        ...(stranger > 0 && tokenFor(route, tokens[person]!)),
      },
      ...(body && { payload: body.payload }),
    }))
}

test(`${MALFORMED} malformed requests get 4xx in the one shape, and never 5xx`, async () => {
  let refused = 0
  const statuses = new Map<number, number>()
  const property = fc.asyncProperty(fc.oneof(...ROUTES.map(weighted)), async request => {
    const answer = await server.app.inject({ ...request, method: request.method as 'GET' })
    statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1)
    if (answer.statusCode >= 500) throw new Error(`${answer.statusCode} ${answer.body}`)
    if (answer.statusCode >= 400) refused++
  })
  while (refused < MALFORMED) await fc.assert(property, { numRuns: 2_000 })
  expect([...statuses.keys()]).toEqual(expect.arrayContaining([400, 401, 404, 405, 415, 422]))
  // What was refused has left no trace, and what 5xx would have logged is not there.
  expect(server.context.logged.filter(line => line.includes('request failed'))).toEqual([])
})

test('invented bearer tokens are 401 in the one shape', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 80 }), async text => {
      const authorization = `Bearer ${Buffer.from(text)
        .toString('latin1')
        .replace(/[\r\n\0]/g, '')}`
      const answer = await server.call('GET', '/v1/record', undefined, { authorization })
      expect(answer.statusCode).toBe(401)
    }),
    { numRuns: 200 },
  )
  expect(
    (await server.call('GET', '/v1/record', undefined, { authorization: `Bearer ${randomUUID()}` })).statusCode,
  ).toBe(401)
})
