import http from 'node:http'
import type { Socket } from 'node:net'
import { type ApiResponse, addressOf, createClient, type Transport } from '@zhuan/api/client'
import { APP_ENDPOINTS } from '@zhuan/api/vocabulary'

const PHONES = 200
/** Opening the app may cost so many requests. */
const MOST_REQUESTS = 2
/** And, when nothing has changed, so many bytes of answers, headers included. */
const MOST_BYTES_UNCHANGED = 600
const REGION = '西藏'

/** What one opening of the app cost. */
interface Cost {
  requests: number
  /** Of the answers, as they come over the wire: status, headers, body. */
  bytes: number
}

/**
 * {@link PHONES} phones that are in sync open the app, twice: first with much to hear, then with nothing new. Each asks
 * as the mini-program does, on a connection of its own.
 * @returns whether what is promised was kept
 */
export async function openPhones(server: string, codes: string[]): Promise<boolean> {
  const phones = await Promise.all(codes.slice(0, PHONES).map(code => phoneOf(server, code)))
  const first = await Promise.all(phones.map(phone => phone.open()))
  const again = await Promise.all(phones.map(phone => phone.open()))
  for (const phone of phones) phone.close()
  tell('first time', first)
  tell('nothing new', again)
  const isKept =
    [...first, ...again].every(({ requests }) => requests <= MOST_REQUESTS) &&
    again.every(({ bytes }) => bytes <= MOST_BYTES_UNCHANGED)
  console.log(
    `${phones.length} phones: at most ${MOST_REQUESTS} requests and ${MOST_BYTES_UNCHANGED} bytes when nothing changed: ${isKept ? 'kept' : 'MISSED'}\n`,
  )
  return isKept
}

async function phoneOf(server: string, code: string) {
  const wire = carry(server)
  const call = createClient(APP_ENDPOINTS, wire.transport)
  const { token } = (await call('openSession', { body: { code } })).body
  let etag: string | undefined
  let since = 0
  return {
    close: wire.close,
    /** The calendar and the record, as `src/stores/server` asks for them. */
    async open(): Promise<Cost> {
      const before = wire.spent()
      const [announcements, record] = await Promise.all([
        call('getAnnouncements', {
          query: { region: REGION },
          ...(etag && { headers: { 'if-none-match': etag } }),
        }),
        call('getRecord', { token, query: { since } }),
      ])
      etag = announcements.headers.etag ?? etag
      since = record.body.revision
      const after = wire.spent()
      return { requests: after.requests - before.requests, bytes: after.bytes - before.bytes }
    },
  }
}

/** Carries requests, and counts them and what comes back. */
function carry(server: string) {
  const agent = new http.Agent({ keepAlive: true })
  const sockets = new Set<Socket>()
  let requests = 0
  const transport: Transport = ({ method, headers, body, ...where }) =>
    new Promise<ApiResponse>((resolve, reject) => {
      requests++
      const asked = http.request(server + addressOf(where), { method, headers, agent }, answer => {
        const parts: Buffer[] = []
        answer.on('data', part => parts.push(part))
        answer.on('end', () => {
          const text = Buffer.concat(parts).toString()
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers as Record<string, string>,
            body: text === '' ? undefined : JSON.parse(text),
          })
        })
      })
      asked.on('socket', socket => sockets.add(socket))
      asked.on('error', reject)
      asked.end(body === undefined ? undefined : JSON.stringify(body))
    })
  return {
    transport,
    spent: (): Cost => ({ requests, bytes: [...sockets].reduce((sum, { bytesRead }) => sum + bytesRead, 0) }),
    close: () => agent.destroy(),
  }
}

function tell(name: string, costs: readonly Cost[]): void {
  const bytes = costs.map(cost => cost.bytes).sort((a, b) => a - b)
  const requests = Math.max(...costs.map(cost => cost.requests))
  console.log(
    `${name.padEnd(12)} ${requests} requests, ${bytes[0]} to ${bytes[bytes.length - 1]} bytes of answers a phone`,
  )
}
