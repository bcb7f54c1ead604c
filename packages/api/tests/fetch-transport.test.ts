import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient } from '../src/client'
import { fetchTransport } from '../src/fetch-transport'
import { APP_ENDPOINTS } from '../src/vocabulary'

interface Seen {
  method?: string
  url?: string
  authorization?: string
  body: string
}

let answer: { status: number; type?: string; body?: string | Buffer }
let seen: Seen
const server = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  seen = { method: request.method, url: request.url, authorization: request.headers.authorization, body }
  response.writeHead(answer.status, answer.type ? { 'content-type': answer.type } : {}).end(answer.body)
})
let url: string

beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const call: ReturnType<typeof createClient<keyof typeof APP_ENDPOINTS>> = (name, ...input) =>
  createClient(APP_ENDPOINTS, fetchTransport(url))(name, ...input)

test('JSON goes there and comes back', async () => {
  const body = { revision: 1, entries: [] }
  answer = { status: 200, type: 'application/json; charset=utf-8', body: JSON.stringify(body) }
  expect(await call('syncRecord', { token: 'a.b', body: { since: 0, entries: [] } })).toMatchObject({
    status: 200,
    body,
    headers: { 'content-type': 'application/json; charset=utf-8' },
  })
  expect(seen).toEqual({
    method: 'POST',
    url: '/v1/record',
    authorization: 'Bearer a.b',
    body: '{"since":0,"entries":[]}',
  })
})

test('nothing, text and bytes are what they are', async () => {
  answer = { status: 204 }
  expect((await call('endSession')).body).toBeUndefined()
  expect(seen).toMatchObject({ method: 'DELETE', body: '' })
  answer = { status: 200, type: 'text/calendar; charset=utf-8', body: 'BEGIN:VCALENDAR' }
  expect((await call('getCalendarFile', { query: { region: '西藏' } })).body).toBe('BEGIN:VCALENDAR')
  expect(seen.url).toBe('/v1/calendar.ics?region=%E8%A5%BF%E8%97%8F')
  answer = { status: 200, type: 'image/png', body: Buffer.from([1, 2, 255]) }
  const { body } = await call('getShareCode', { params: { id: 'A'.repeat(22) } })
  expect(Buffer.from(body as ArrayBuffer)).toEqual(Buffer.from([1, 2, 255]))
})

test.each([
  ['application/json', '{"error":', 'http-500', '{"error":'],
  ['text/html', '<h1>no</h1>', 'http-500', '<h1>no</h1>'],
  ['application/json', '{"error":{"code":"try-again","message":"later"}}', 'try-again', 'later'],
])('a refusal as %s %s', async (type, text, code, message) => {
  answer = { status: 500, type, body: text }
  await expect(call('getReminders')).rejects.toMatchObject({ status: 500, code, message })
})

test('no server: what fetch says', async () => {
  const away = createClient(APP_ENDPOINTS, fetchTransport('http://127.0.0.1:1'))
  await expect(away('getTemplates')).rejects.toMatchObject({ name: 'TypeError', message: 'fetch failed' })
})
