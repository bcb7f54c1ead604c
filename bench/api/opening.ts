import autocannon from 'autocannon'
import { request } from 'undici'

/** What one round measured. */
export interface Round {
  requestsPerSecond: number
  p50: number
  p99: number
  /** Answers that were not what a working server says. */
  wrong: number
}

/** So many phones at the same time. */
const CONNECTIONS = 100
const SESSION = { 'content-type': 'application/json' }

interface Phone {
  token?: string
}

/**
 * What a phone asks when its owner opens the app on score night: a session, the calendar it may already have, the
 * record since the revision it has seen; again and again by new people, as fast as the server answers.
 * @param codes - login codes of the stand-in, each good once; at least as many as will be needed: those used are taken out
 */
export async function openApp(server: string, codes: string[], seconds: number): Promise<Round> {
  const calendar = '/v1/calendar?examYear=2026&region=%E8%A5%BF%E8%97%8F'
  const etag = String((await request(server + calendar)).headers.etag)
  let isOut = false
  let wrong = 0
  const expect = (statuses: number[]) => (status: number) => {
    if (!statuses.includes(status)) wrong++
  }
  const result = await autocannon({
    url: server,
    connections: CONNECTIONS,
    duration: seconds,
    requests: [
      {
        method: 'POST',
        path: '/v1/session',
        headers: SESSION,
        setupRequest: prepared => {
          // Thrown in here, an error would end the process and leave everything that it started.
          const code = codes.pop()
          if (code === undefined) isOut = true
          return { ...prepared, body: `{"code":"${code}"}` }
        },
        onResponse: (status, body, phone) => {
          expect([200])(status)
          if (status === 200) (phone as Phone).token = body.slice(10, body.indexOf('"', 10))
        },
      },
      { method: 'GET', path: calendar, headers: { 'if-none-match': etag }, onResponse: expect([304]) },
      {
        method: 'GET',
        path: '/v1/record?since=1',
        setupRequest: (prepared, phone) => ({
          ...prepared,
          headers: { authorization: `Bearer ${(phone as Phone).token}` },
        }),
        onResponse: expect([200]),
      },
    ],
  })
  if (isOut) throw new Error('all login codes are used up')
  return summary(result, wrong)
}

/**
 * The same number of connections on the route that does nothing.
 * @param isPlain - the client only counts answers; otherwise it prepares two of three requests and looks at every
 * answer as {@link openApp} has it do, which takes it so long that it decides how many requests there are
 */
export async function askBare(server: string, seconds: number, isPlain: boolean): Promise<Round> {
  const options = { url: server, connections: CONNECTIONS, duration: seconds }
  if (isPlain) {
    const plain = await autocannon(options)
    return summary(plain, plain.non2xx)
  }
  let wrong = 0
  const ready: autocannon.Request = {
    method: 'GET',
    path: '/',
    onResponse: status => {
      if (status !== 200) wrong++
    },
  }
  const prepared: autocannon.Request = { ...ready, setupRequest: request => ({ ...request }) }
  return summary(await autocannon({ ...options, requests: [prepared, ready, prepared] }), wrong)
}

function summary({ requests, latency, errors, timeouts }: autocannon.Result, wrong: number): Round {
  return { requestsPerSecond: requests.average, p50: latency.p50, p99: latency.p99, wrong: wrong + errors + timeouts }
}
