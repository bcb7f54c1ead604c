import { connect, type Socket } from 'node:net'
import { createDoor, type Door } from '../../src/http/door'

jest.setTimeout(60_000)

/** As long as a calendar. */
const BODY = JSON.stringify({ filler: 'x'.repeat(10_000) })
let door: Door
let handled = 0
beforeEach(async () => {
  handled = 0
  door = createDoor((_request, response) => {
    handled++
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(BODY)
  })
  await door.listen(0, '127.0.0.1')
})
afterEach(() => door.close())

const dial = () => connect({ port: door.addresses()[0]!.port, host: '127.0.0.1' }).on('error', () => undefined)

/** Sends bytes and reads until the other side ends. */
const exchange = (bytes: string): Promise<string> =>
  new Promise(resolve => {
    let answer = ''
    const socket = dial()
    socket.on('data', data => {
      answer += data
    })
    socket.on('close', () => resolve(answer))
    socket.write(bytes)
  })

describe('what never reaches a route is refused in the one shape:', () => {
  it.each([
    ['no Host', 'GET / HTTP/1.1\r\n\r\n', 400, 'bad-request'],
    ['an expectation', 'GET / HTTP/1.1\r\nhost: a\r\nexpect: nonsense\r\n\r\n', 417, 'bad-request'],
    ['CONNECT', 'CONNECT a:443 HTTP/1.1\r\nhost: a:443\r\n\r\n', 405, 'method-not-allowed'],
    ['no HTTP', 'SSH-2.0-OpenSSH_9.9\r\n\r\n', 400, 'bad-request'],
  ])('%s', async (_what, bytes, status, code) => {
    const [head, body] = (await exchange(bytes)).split('\r\n\r\n') as [string, string]
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(head.toLowerCase()).toContain('content-type: application/json')
    const json = JSON.parse(body.replace(/^[0-9a-f]+\r\n|\r\n0$/g, ''))
    expect(json).toEqual({ error: { code, message: expect.any(String) } })
    expect(handled).toBe(0)
  })
})

// Red before: all of them were answered into memory, 6 MB a connection.
it('a connection that asks on without reading is cut, and others are answered', async () => {
  const sockets = Array.from({ length: 50 }, dial)
  const closed = sockets.map(socket => new Promise(resolve => socket.once('close', resolve)))
  for (const socket of sockets) {
    socket.pause()
    socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n'.repeat(2000))
  }
  const cut = Promise.all(sockets.map((socket, index) => drained(socket, closed[index]!)))
  expect(await exchange('GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n')).toContain('200 OK')
  await cut
  expect(handled).toBeLessThanOrEqual(50 * 10 + 1)
})

/** A paused socket does not notice that it was cut until it reads. */
async function drained(socket: Socket, closed: Promise<unknown>): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, 200))
  socket.resume()
  await closed
}

it('requests that follow each other on one connection are answered, however many', async () => {
  const answer = await new Promise<number>(resolve => {
    const socket = dial()
    let answers = 0
    socket.on('data', data => {
      answers += String(data).split('HTTP/1.1 200').length - 1
      if (!String(data).endsWith('}\r\n0\r\n\r\n') && !String(data).endsWith('"}')) return
      if (answers === 30) socket.end(() => resolve(answers))
      else socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n')
    })
    socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n')
  })
  expect(answer).toBe(30)
})

it('lets nobody in any more once it closes, and ends when those inside are out', async () => {
  let answerIt = () => {}
  const asked = new Promise<void>(arrived =>
    door.handOverTo((_request, response) => {
      answerIt = () => response.end('late')
      arrived()
    }),
  )
  const answer = exchange('GET / HTTP/1.1\r\nhost: a\r\n\r\n')
  await asked
  const closed = door.close()
  answerIt()
  await closed
  expect(await answer).toContain('late')
})
