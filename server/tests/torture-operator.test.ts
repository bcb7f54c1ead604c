import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { announce } from '../../scripts/torture/operator'
import { RefusedError } from '../../scripts/torture/requests'

// The operator of `npm run torture` works on a server that is killed at random: an answer may be lost after the deed.
const announced: { id: string; region: string | null; state: string }[] = []
let losesAnswers = 0

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', chunk => chunks.push(chunk))
  request.on('end', () => {
    const answer = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    if (request.method === 'GET') return answer(200, { announcements: announced })
    const { region } = JSON.parse(Buffer.concat(chunks).toString())
    if (announced.some(one => one.region === region && one.state !== 'cancelled'))
      return answer(409, { error: { code: 'already-announced' } })
    announced.push({ id: `id-${announced.length}`, region, state: 'scheduled' })
    if (losesAnswers-- > 0) return void request.socket.destroy()
    answer(202, announced.at(-1)!)
  })
})
const operator = () => ({ server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: 'token' })

beforeAll(() => new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve)))
beforeEach(() => {
  announced.length = 0
  losesAnswers = 0
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

it('takes 409 after a lost answer for done, and looks the announcement up', async () => {
  announced.push({ id: 'withdrawn', region: null, state: 'cancelled' })
  announced.push({ id: 'of-a-region', region: '西藏', state: 'sending' })
  losesAnswers = 1
  expect(await announce(operator(), null)).toBe('id-2')
  expect(announced).toHaveLength(3)
})

it('takes 409 for a refusal when every answer came', async () => {
  expect(await announce(operator(), null)).toBe('id-0')
  await expect(announce(operator(), null)).rejects.toThrow(RefusedError)
})
