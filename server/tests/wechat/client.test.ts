import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type RunningSandbox, startSandbox } from '@zhuan/wechat-sandbox'
import { message, SECRET, type TestClient, testClient } from './support/test-client'

// What takes long on a busy machine is not wrong.
jest.setTimeout(60_000)

let sandbox: RunningSandbox
const clients: TestClient[] = []

const ask = async (method: string, path: string, body?: unknown) => {
  const answer = await fetch(`${sandbox.url}${path}`, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  return answer.json()
}
const client = (options?: Parameters<typeof testClient>[1]): TestClient => {
  const made = testClient(sandbox.url, options)
  clients.push(made)
  return made
}
const accept = (openid: string) =>
  ask('POST', '/sandbox/answers', { openid, outcome: { 'tpl-score-release': 'accept' } })
const NO_FAULTS = { errors: {}, timeout: 0, cutAfterAccept: 0, dropEvents: 0, latencyMs: 0 }
const faults = (faults: object) => ask('PUT', '/sandbox/faults', { ...NO_FAULTS, ...faults })

beforeEach(async () => {
  sandbox = await startSandbox({ port: 0, appId: 'wx0000000000000001', secret: SECRET })
})
afterEach(async () => {
  for (const { end, logged } of clients.splice(0)) {
    await end()
    expect(logged.join('')).not.toContain(SECRET)
    expect(logged.join('')).not.toMatch(/access_token=[^[]/)
  }
  await sandbox.stop()
})

describe('logging in', () => {
  const code = async (openid: string) => (await ask('POST', '/sandbox/codes', { openid })).code as string

  it('gives the openid, and never the session key', async () => {
    expect(await client().client.exchangeCode(await code('oA'))).toEqual({ openid: 'oA' })
  })

  it.each(['never-given', '', '\ud800', 'a&secret=b', 'x'.repeat(5000)])('refuses the code %j', async wrong => {
    await expect(client().client.exchangeCode(wrong)).rejects.toMatchObject({ status: 401, code: 'code-refused' })
  })

  it('refuses a used one', async () => {
    const used = await code('oA')
    const { client: it } = client()
    await it.exchangeCode(used)
    await expect(it.exchangeCode(used)).rejects.toMatchObject({ status: 401, code: 'code-refused', errcode: 40029 })
  })

  it('tells a wrong secret as our fault, without repeating it', async () => {
    const { client: it } = client({ secret: 'another-secret' })
    const error = await it.exchangeCode(await code('oA')).catch(error => error)
    expect(error).toMatchObject({ status: 502, code: 'wechat-refused', errcode: 40125, action: 'stop' })
    expect(JSON.stringify([error.message, error.stack])).not.toContain('another-secret')
  })

  it.each(['a\0b', 'x'.repeat(129)])('takes the openid %j for no answer', async strange => {
    await expect(client().client.exchangeCode(await code(strange))).rejects.toMatchObject({
      status: 504,
      code: 'wechat-no-answer',
    })
  })

  it('tells WeChat being away as 503', async () => {
    await sandbox.stop()
    await expect(client().client.exchangeCode('c')).rejects.toMatchObject({ status: 503, code: 'wechat-unreachable' })
  })
})

describe('the access token', () => {
  const counted = async (token: (n: number) => string, isGood: (token: string) => boolean, seconds = 7200) => {
    const seen = { tokens: 0, forced: 0, sends: 0 }
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', chunk => {
        body += chunk
      })
      request.on('end', () => {
        if (request.url === '/cgi-bin/stable_token') {
          if (JSON.parse(body).force_refresh) seen.forced++
          // Long enough for others to ask meanwhile.
          return setTimeout(
            () => response.end(JSON.stringify({ access_token: token(seen.tokens++), expires_in: seconds })),
            30,
          )
        }
        seen.sends++
        const given = new URL(request.url!, 'http://x').searchParams.get('access_token')!
        response.end(
          JSON.stringify(isGood(given) ? { errcode: 0, errmsg: 'ok' } : { errcode: 42001, errmsg: 'expired' }),
        )
      })
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const made = testClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    clients.push(made)
    const stop = async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    }
    return { ...made, seen, stop }
  }

  it('is fetched once, however many ask, and never by force', async () => {
    const {
      client: it,
      seen,
      stop,
    } = await counted(
      () => 'token-1',
      () => true,
    )
    await Promise.all(Array.from({ length: 50 }, (_, i) => it.sendMessage(message(`o${i}`))))
    expect(seen).toEqual({ tokens: 1, forced: 0, sends: 50 })
    await stop()
  })

  it('is used until five minutes before its end', async () => {
    const {
      client: it,
      clock,
      seen,
      stop,
    } = await counted(
      n => `token-${n}`,
      () => true,
    )
    await it.sendMessage(message('o1'))
    clock.advance(6899)
    await it.sendMessage(message('o1'))
    expect(seen.tokens).toBe(1)
    clock.advance(1)
    await it.sendMessage(message('o1'))
    expect(seen).toMatchObject({ tokens: 2, forced: 0 })
    await stop()
  })

  it('is not asked for at every call when it ends soon', async () => {
    const {
      client: it,
      seen,
      stop,
    } = await counted(
      () => 'token-1',
      () => true,
      300,
    )
    for (let i = 0; i < 5; i++) await it.sendMessage(message('o1'))
    expect(seen.tokens).toBe(1)
    await stop()
  })

  it('refused, is fetched anew once and the call made once more', async () => {
    const {
      client: it,
      seen,
      stop,
    } = await counted(
      n => `token-${n}`,
      token => token !== 'token-0',
    )
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, i) => it.sendMessage(message(`o${i}`))))
    expect(outcomes.every(outcome => outcome.type === 'answer' && outcome.errcode === 0)).toBe(true)
    expect(seen).toEqual({ tokens: 2, forced: 0, sends: 40 })
    await stop()
  })

  it('refused again, is the answer, and WeChat is not stormed with requests for others', async () => {
    const {
      client: it,
      seen,
      logged,
      stop,
    } = await counted(
      () => 'token-1',
      () => false,
    )
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, i) => it.sendMessage(message(`o${i}`))))
    expect(outcomes).toEqual(
      Array.from({ length: 20 }, () => ({
        type: 'answer',
        errcode: 42001,
        errmsg: 'expired',
      })),
    )
    expect(seen.sends).toBe(40)
    expect(seen.tokens).toBeLessThanOrEqual(3)
    expect(logged.join('')).toContain('gives out again the access token')
    await stop()
  })

  it('revoked elsewhere, is the same for two processes again afterwards', async () => {
    const [one, two] = [client(), client()]
    for (const openid of ['o1', 'o2', 'o3', 'o4']) await accept(openid)
    expect(await one.client.sendMessage(message('o1'))).toMatchObject({ errcode: 0 })
    expect(await two.client.sendMessage(message('o2'))).toMatchObject({ errcode: 0 })
    await faults({ revokeToken: true })
    const outcomes = await Promise.all([one.client.sendMessage(message('o3')), two.client.sendMessage(message('o4'))])
    expect(outcomes).toEqual([expect.objectContaining({ errcode: 0 }), expect.objectContaining({ errcode: 0 })])
    expect(one.logged.join('')).toContain('WeChat refuses the access token')
  })

  it('is not to be had: the send is definitely not sent, with the reason', async () => {
    expect(await client({ secret: 'another-secret' }).client.sendMessage(message('o1'))).toEqual({
      type: 'not-sent',
      reason: expect.stringContaining('40125'),
    })
  })
})

describe('sending', () => {
  it('tells what was accepted, with its msgid, and what is left', async () => {
    const { client: it, metrics } = client()
    await accept('o1')
    const accepted = await it.sendMessage(message('o1'))
    const { deliveries } = await ask('GET', '/sandbox/deliveries?openid=o1')
    expect(accepted).toMatchObject({ type: 'answer', errcode: 0, msgid: deliveries[0].msgid })
    expect(deliveries).toEqual([
      expect.objectContaining({
        page: 'pages/progress/index',
        data: { thing1: { value: '2026 年度考试' }, thing2: { value: '西藏' }, date3: { value: '2026年12月25日' } },
      }),
    ])
    expect(await it.sendMessage(message('o1'))).toMatchObject({ type: 'answer', errcode: 43101 })
    expect(await metrics.metrics()).toContain('wechat_request_duration_seconds_count{api="send",outcome="response"} 2')
  })

  it('fits what does not fit, so that nothing is refused for it', async () => {
    await accept('o1')
    const data = { thing1: '很长'.repeat(20), thing2: '', date3: '待定' }
    expect(await client().client.sendMessage({ ...message('o1'), data })).toMatchObject({ errcode: 0 })
  })

  it('cuts a wording once, but a date that cannot be read is each day that day', async () => {
    const { client: it, clock } = client()
    const shared = { ...message('o1'), data: { thing1: '成绩', thing2: '全国', date3: '待定' } }
    for (const instant of ['2026-12-24T23:59:00+08:00', '2026-12-25T00:00:00+08:00']) {
      clock.set(instant)
      await accept('o1')
      expect(await it.sendMessage(shared)).toMatchObject({ errcode: 0 })
    }
    const { deliveries } = await ask('GET', '/sandbox/deliveries?openid=o1')
    const dates = deliveries.map(({ data }: { data: { date3: { value: string } } }) => data.date3.value)
    expect(dates.sort()).toEqual(['2026年12月24日', '2026年12月25日'])
  })

  it.each([-1, 40003, 40037, 43107, 43108, 45009, 45011, 45168, 47003, 48001, 50002])(
    'hands %i on as it is',
    async errcode => {
      await accept('o1')
      await faults({ errors: { [errcode]: 1 } })
      expect(await client().client.sendMessage(message('o1'))).toMatchObject({ type: 'answer', errcode })
    },
  )

  it('says that a cut after the acceptance is unknown, and sends nothing twice', async () => {
    await accept('o1')
    await accept('o1')
    await faults({ cutAfterAccept: 1 })
    expect(await client().client.sendMessage(message('o1'))).toMatchObject({ type: 'unknown' })
    expect((await ask('GET', '/sandbox/deliveries?openid=o1')).deliveries).toHaveLength(1)
  })

  it('waits no longer than it was told', async () => {
    await accept('o1')
    await faults({ timeout: 1 })
    expect(await client({ timeouts: { headers: 200 } }).client.sendMessage(message('o1'))).toEqual({
      type: 'unknown',
      reason: 'UND_ERR_HEADERS_TIMEOUT',
      from: 'silence',
    })
  })
})

describe('templates and codes', () => {
  it('lists the templates of the account', async () => {
    const templates = await client().client.listTemplates()
    expect(templates).toContainEqual({
      templateId: 'tpl-score-release',
      title: expect.any(String),
      content: expect.stringContaining('{{thing1.DATA}}'),
      enums: {},
    })
  })

  it('draws a code, and knows a refusal from an image', async () => {
    const { client: it } = client()
    const image = await it.codeImage({ scene: 'id=1', page: 'share/card/index', width: 300 })
    expect(image.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
    await expect(it.codeImage({ scene: 'x'.repeat(33), page: 'share/card/index' })).rejects.toMatchObject({
      status: 422,
      code: 'code-impossible',
      errcode: 40169,
    })
    await expect(it.codeImage({ scene: 'a', page: '/share' })).rejects.toMatchObject({ errcode: 41030 })
  })
})

// Each is a page of its own at WeChat, and each has its own words: subscribeMessage.send, getwxacodeunlimit.
describe.each([
  ['release', 'formal', true],
  ['trial', 'trial', false],
  ['develop', 'developer', false],
] as const)('the %s version', (version, state, looksForPage) => {
  it(`is opened by messages (${state}) and by codes`, async () => {
    const asked: Record<string, unknown>[] = []
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', chunk => chunks.push(chunk))
      request.on('end', () => {
        asked.push(JSON.parse(Buffer.concat(chunks).toString()))
        response.end(JSON.stringify({ errcode: 0, errmsg: 'ok', access_token: 'a', expires_in: 7200 }))
      })
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const { client: it, end } = testClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { version })
    await it.sendMessage(message('oA'))
    await it.codeImage({ scene: 'a', page: 'share/card/index' }).catch(() => undefined)
    await end()
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
    expect(asked.at(-2)).toMatchObject({ touser: 'oA', miniprogram_state: state })
    expect(asked.at(-1)).toMatchObject({ scene: 'a', env_version: version, check_path: looksForPage })
  })
})
