import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type RunningSandbox, startSandbox } from '../src/index'

const DATA = { thing1: { value: '成绩可以查了' }, thing2: { value: '西藏' }, date3: { value: '2026年12月24日' } }
const TEMPLATE = 'tpl-score-release'

// What takes long on a busy machine is not wrong.
jest.setTimeout(60_000)

let sandbox: RunningSandbox
const ask = async (method: string, path: string, body?: unknown) => {
  const answer = await fetch(`${sandbox.url}${path}`, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    json: await answer
      .clone()
      .json()
      .catch(() => undefined),
    answer,
  }
}
const stableToken = async (more = {}) =>
  (await ask('POST', '/cgi-bin/stable_token', { grant_type: 'client_credential', appid: 'wx1', secret: 's', ...more }))
    .json
const send = async (openid: string, changes: Record<string, unknown> = {}, token?: string) => {
  const access = token ?? (await stableToken()).access_token
  const body = { touser: openid, template_id: TEMPLATE, page: 'pages/progress/index', data: DATA, ...changes }
  return (await ask('POST', `/cgi-bin/message/subscribe/send?access_token=${access}`, body)).json
}
const accept = (openid: string, outcome: object = { [TEMPLATE]: 'accept' }) =>
  ask('POST', '/sandbox/answers', { openid, outcome })
const delivered = async (openid: string) => (await ask('GET', `/sandbox/deliveries?openid=${openid}`)).json.deliveries

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 })
})
afterEach(() => ask('POST', '/sandbox/reset', {}))
afterAll(() => sandbox.stop())

it('survives an address that is none', async () => {
  const status = await new Promise((resolve, reject) => {
    request({ port: sandbox.port, path: '//' }, answer => resolve(answer.resume().statusCode))
      .on('error', reject)
      .end()
  })
  expect(status).toBe(404)
  expect((await ask('GET', '/')).status).toBe(200)
})

it('tells only browsers what pages of other origins may read', async () => {
  const headersFor = async (headers: Record<string, string>) =>
    (await fetch(`${sandbox.url}/sandbox/summary`, { headers })).headers.get('access-control-allow-origin')
  expect(await headersFor({ origin: 'http://localhost:10086' })).toBe('*')
  expect(await headersFor({})).toBeNull()
})

describe('login', () => {
  const login = (code: string) =>
    ask('GET', `/sns/jscode2session?appid=wx1&secret=s&js_code=${code}&grant_type=authorization_code`)

  it('gives an openid for a code once', async () => {
    const { code } = (await ask('POST', '/sandbox/codes', { openid: 'o1' })).json
    expect((await login(code)).json).toMatchObject({ openid: 'o1', session_key: expect.any(String) })
    expect((await login(code)).json).toMatchObject({ errcode: 40029 })
    expect((await login('never')).json).toMatchObject({ errcode: 40029 })
  })
})

describe('tokens', () => {
  it('keeps a stable token the same, and makes a new one when forced', async () => {
    const first = await stableToken()
    expect(await stableToken()).toMatchObject({ access_token: first.access_token })
    expect(first.expires_in).toBeGreaterThan(300)
    const forced = await stableToken({ force_refresh: true })
    expect(forced.access_token).not.toBe(first.access_token)
    expect(await send('o1', {}, first.access_token)).toMatchObject({ errcode: 40001 })
  })

  it('lets the last plain token win, and keeps both kinds apart', async () => {
    const plain = async () =>
      (await ask('GET', '/cgi-bin/token?grant_type=client_credential&appid=wx1&secret=s')).json.access_token
    const { access_token: stable } = await stableToken()
    const [first, second] = [await plain(), await plain()]
    expect(await send('o1', {}, first)).toMatchObject({ errcode: 40001 })
    expect(await send('o1', {}, second)).toMatchObject({ errcode: 43101 })
    expect(await send('o1', {}, stable)).toMatchObject({ errcode: 43101 })
  })

  it('tells a missing token, a wrong one and one that was revoked', async () => {
    expect((await ask('POST', '/cgi-bin/message/subscribe/send', {})).json).toMatchObject({ errcode: 41001 })
    expect(await send('o1', {}, 'made-up')).toMatchObject({ errcode: 40001 })
    const { access_token } = await stableToken()
    await ask('PUT', '/sandbox/faults', { revokeToken: true })
    expect(await send('o1', {}, access_token)).toMatchObject({ errcode: 40001 })
    expect((await ask('GET', '/cgi-bin/stable_token')).json).toMatchObject({ errcode: 43002 })
  })
})

describe('subscribeMessage.send', () => {
  it('delivers one message per acceptance, then refuses with 43101', async () => {
    await accept('o1')
    await accept('o1')
    expect(await send('o1')).toMatchObject({ errcode: 0, msgid: expect.anything() })
    expect(await send('o1')).toMatchObject({ errcode: 0 })
    expect(await send('o1')).toMatchObject({ errcode: 43101 })
    expect(await delivered('o1')).toEqual([
      {
        openid: 'o1',
        templateId: TEMPLATE,
        page: 'pages/progress/index',
        data: DATA,
        msgid: expect.any(String),
        at: expect.any(String),
      },
      expect.objectContaining({ openid: 'o1' }),
    ])
    expect((await ask('GET', '/sandbox/summary')).json).toMatchObject({ deliveries: 2, people: 1, repeated: 1 })
  })

  it.each([
    [
      'a value that is too long',
      { data: { ...DATA, thing2: { value: '一'.repeat(21) } } },
      47003,
      'data.thing2.value invalid',
    ],
    ['an empty value', { data: { ...DATA, thing1: { value: ' ' } } }, 47003, 'data.thing1.value invalid'],
    ['a date in another form', { data: { ...DATA, date3: { value: '十二月' } } }, 47003, 'data.date3.value invalid'],
    [
      'a keyword that the template lacks',
      { data: { ...DATA, thing9: { value: 'x' } } },
      47003,
      'data.thing9.value invalid',
    ],
    ['a template that does not exist', { template_id: 'nope' }, 40037, 'template_id'],
    ['a page with a slash in front', { page: '/pages/x' }, 41030, 'page'],
    ['no receiver', { touser: '' }, 40003, 'openid'],
  ])('refuses %s and spends nothing', async (_name, changes, errcode, words) => {
    await accept('o2')
    const answer = await send('o2', changes)
    expect(answer.errcode).toBe(errcode)
    expect(answer.errmsg).toContain(words)
    expect(await send('o2')).toMatchObject({ errcode: 0 })
  })

  it('takes any id for a template where the account has none of its own: without a grant that is 43101', async () => {
    const open = await startSandbox({ port: 0, anyTemplate: true })
    const post = async (path: string, body: object) =>
      (await fetch(`${open.url}${path}`, { method: 'POST', body: JSON.stringify(body) })).json()
    const { access_token } = await post('/cgi-bin/stable_token', {
      grant_type: 'client_credential',
      appid: 'wx1',
      secret: 's',
    })
    const message = { touser: 'o9', template_id: 'theirs', data: { phrase1: { value: '已公布' } } }
    const answer = await post(`/cgi-bin/message/subscribe/send?access_token=${access_token}`, message)
    await open.stop()
    expect(answer).toMatchObject({ errcode: 43101 })
  })

  it('sends one at a time to one person', async () => {
    await accept('o3')
    await accept('o3')
    const { access_token } = await stableToken()
    await ask('PUT', '/sandbox/faults', { latencyMs: 50 })
    const codes = (await Promise.all([send('o3', {}, access_token), send('o3', {}, access_token)])).map(
      ({ errcode }) => errcode,
    )
    expect(codes.sort()).toEqual([0, 43108])
  })

  it('tells what people have left of a template', async () => {
    const left = async () => (await ask('GET', `/sandbox/grants?templateId=${TEMPLATE}`)).json.left
    expect(await left()).toEqual({})
    for (const openid of ['o1', 'o1', 'o2']) await accept(openid)
    expect(await left()).toEqual({ o1: 2, o2: 1 })
    for (const openid of ['o1', 'o2']) await send(openid)
    expect(await left()).toEqual({ o1: 1 })
  })

  it('fails as asked: an error spends nothing, a cut comes after the delivery, a timeout before it', async () => {
    await accept('o4')
    const { access_token } = await stableToken()
    await ask('PUT', '/sandbox/faults', { errors: { '-1': 1 } })
    expect(await send('o4', {}, access_token)).toMatchObject({ errcode: -1 })
    await ask('PUT', '/sandbox/faults', { errors: {}, timeout: 1 })
    const waiting = fetch(`${sandbox.url}/cgi-bin/message/subscribe/send?access_token=${access_token}`, {
      method: 'POST',
      body: JSON.stringify({ touser: 'o4', template_id: TEMPLATE, data: DATA }),
      signal: AbortSignal.timeout(300),
    })
    await expect(waiting).rejects.toThrow()
    expect(await delivered('o4')).toEqual([])
    await ask('PUT', '/sandbox/faults', { timeout: 0, cutAfterAccept: 1 })
    await expect(send('o4', {}, access_token)).rejects.toThrow()
    expect(await delivered('o4')).toHaveLength(1)
  })

  it.each([
    ['html', 502, 'text/html'],
    ['wrong-type', 200, 'text/html'],
  ])('a gateway answers with %s, before or after the delivery', async (answer, status, type) => {
    await accept('fran')
    await ask('PUT', '/sandbox/faults', { gateway: { answer } })
    const path = `/cgi-bin/message/subscribe/send?access_token=${(await stableToken()).access_token}`
    const body = { touser: 'fran', template_id: TEMPLATE, page: 'pages/progress/index', data: DATA }
    const before = await ask('POST', path, body)
    expect([before.status, before.type, before.json]).toEqual([status, type, undefined])
    expect(await delivered('fran')).toHaveLength(0)
    await ask('PUT', '/sandbox/faults', { gateway: { answer, when: 'after' } })
    expect((await ask('POST', path, body)).status).toBe(status)
    expect(await delivered('fran')).toHaveLength(1)
  })

  it('a gateway breaks off in the middle, or says nothing', async () => {
    await accept('gus')
    await ask('PUT', '/sandbox/faults', { gateway: { answer: 'half', when: 'after' } })
    await expect(send('gus')).resolves.toBeUndefined()
    expect(await delivered('gus')).toHaveLength(1)
    await ask('PUT', '/sandbox/faults', { gateway: { answer: 'hang' } })
    const path = `/cgi-bin/message/subscribe/send?access_token=${(await stableToken()).access_token}`
    const body = JSON.stringify({ touser: 'gus', template_id: TEMPLATE, page: 'p', data: DATA })
    const hung = fetch(`${sandbox.url}${path}`, { method: 'POST', body, signal: AbortSignal.timeout(300) })
    await expect(hung).rejects.toThrow()
  })

  it.each([
    [{ gateway: { answer: 'teapot' } }, 'gateway.answer is teapot'],
    [{ gateway: { answer: 'html', when: 'never' } }, 'gateway.when is never'],
    [{ gateway: { answer: 'html', share: 2 } }, 'gateway.share is 2'],
    [{ gateway: { answer: 'html', more: 1 } }, 'gateway.more is unknown'],
  ])('refuses a gateway that nobody has described', async (faults, message) => {
    expect((await ask('PUT', '/sandbox/faults', faults)).json.error.message).toContain(message)
  })

  it('has no other faults than the last request named', async () => {
    await ask('PUT', '/sandbox/faults', { errors: { '-1': 1 }, dropEvents: true })
    expect((await ask('PUT', '/sandbox/faults', { latencyMs: 1 })).json).toEqual({
      errors: {},
      timeout: 0,
      cutAfterAccept: 0,
      dropEvents: 0,
      latencyMs: 1,
    })
    await accept('o5')
    expect(await send('o5')).toMatchObject({ errcode: 0 })
  })

  it('takes what somebody accepted for a template of the account, with any keywords that fit their types', async () => {
    await accept('o6', { 'of-another-server': 'accept' })
    const other = { template_id: 'of-another-server' }
    expect(
      await send('o6', { ...other, data: { phrase5: { value: '已公布' }, time9: { value: '不久' } } }),
    ).toMatchObject({
      errcode: 47003,
      errmsg: expect.stringContaining('data.time9.value invalid'),
    })
    expect(await send('o6', { ...other, data: { phrase5: { value: '已公布' } } })).toMatchObject({ errcode: 0 })
    expect(await send('o6', { ...other, data: { phrase5: { value: '已公布' } } })).toMatchObject({ errcode: 43101 })
  })

  it('refuses a fault that it does not know', async () => {
    expect(await ask('PUT', '/sandbox/faults', { errors: { '-1': 2 } })).toMatchObject({ status: 400 })
    expect(await ask('PUT', '/sandbox/faults', { slow: 1 })).toMatchObject({ status: 400 })
  })
})

describe('limits', () => {
  it('answers 45011 above the rate and 45009 above the daily quota', async () => {
    const limited = await startSandbox({ port: 0, sendsPerSecond: 2, sendsPerDay: 3 })
    const before = sandbox
    sandbox = limited
    try {
      await ask('POST', '/sandbox/grants', { openids: ['a', 'b', 'c', 'd', 'e'], templateId: TEMPLATE })
      const { access_token } = await stableToken()
      const first = await Promise.all(['a', 'b', 'c'].map(openid => send(openid, {}, access_token)))
      expect(first.map(({ errcode }) => errcode).sort()).toEqual([0, 0, 45011])
      await new Promise(resolve => setTimeout(resolve, 1100))
      expect(await send('d', {}, access_token)).toMatchObject({ errcode: 0 })
      expect(await send('e', {}, access_token)).toMatchObject({ errcode: 45009 })
    } finally {
      sandbox = before
      await limited.stop()
    }
  })
})

describe('time', () => {
  let now = Date.parse('2026-11-23T23:59:00+08:00')
  let before: RunningSandbox
  beforeAll(async () => {
    before = sandbox
    sandbox = await startSandbox({ port: 0, now: () => now, sendsPerDay: 1 })
  })
  afterAll(async () => {
    await sandbox.stop()
    sandbox = before
  })
  const login = async () => {
    const { code } = (await ask('POST', '/sandbox/codes', { openid: 'o1' })).json
    return async () =>
      (await ask('GET', `/sns/jscode2session?appid=wx1&secret=s&js_code=${code}&grant_type=authorization_code`)).json
  }

  it('ends a login code after five minutes', async () => {
    const [soon, late] = [await login(), await login()]
    now += 299_000
    expect(await soon()).toMatchObject({ openid: 'o1' })
    now += 1000
    expect(await late()).toMatchObject({ errcode: 40029 })
  })

  it('gives a new stable token in the last five minutes of the old one, and both are good until its end', async () => {
    const first = await stableToken()
    now += 6899_000
    expect((await stableToken()).access_token).toBe(first.access_token)
    now += 1000
    const second = await stableToken()
    expect(second).toMatchObject({ expires_in: 7200 })
    expect(second.access_token).not.toBe(first.access_token)
    expect(await send('o1', {}, first.access_token)).toMatchObject({ errcode: 43101 })
    now += 300_000
    expect(await send('o1', {}, first.access_token)).toMatchObject({ errcode: 42001 })
    expect(await send('o1', {}, second.access_token)).not.toMatchObject({ errcode: 42001 })
  })

  it('clears the quota of the day ten times, and at midnight in China', async () => {
    await ask('POST', '/sandbox/reset')
    await ask('POST', '/sandbox/grants', { openids: ['o1'], templateId: TEMPLATE, count: 20 })
    const { access_token } = await stableToken()
    const clear = async () =>
      (await ask('POST', `/cgi-bin/clear_quota?access_token=${access_token}`, { appid: 'wx1' })).json
    for (let month = 0; month < 10; month++) {
      expect(await send('o1', {}, access_token)).toMatchObject({ errcode: 0 })
      expect(await send('o1', {}, access_token)).toMatchObject({ errcode: 45009 })
      expect(await clear()).toMatchObject({ errcode: 0 })
    }
    expect(await clear()).toMatchObject({ errcode: 48006 })
    expect(await send('o1', {}, access_token)).toMatchObject({ errcode: 0 })
    const quota = await ask('POST', `/cgi-bin/openapi/quota/get?access_token=${access_token}`, { cgi_path: '/x' })
    expect(quota.json).toMatchObject({ quota: { daily_limit: 1, used: 1, remain: 0 } })
    now += 86_400_000
    expect(await send('o1')).toMatchObject({ errcode: 0 })
  })
})

describe('templates and code images', () => {
  it('lists its templates with keyword codes', async () => {
    const { access_token } = await stableToken()
    const { json } = await ask('GET', `/wxaapi/newtmpl/gettemplate?access_token=${access_token}`)
    // One for each kind of reminder, and three that kinds share.
    expect(json.data).toHaveLength(11 + 3)
    expect(json.data[0]).toMatchObject({
      priTmplId: TEMPLATE,
      type: 2,
      content: expect.stringContaining('{{thing1.DATA}}'),
    })
  })

  it('draws a PNG, and answers faults as JSON', async () => {
    const { access_token } = await stableToken()
    const image = (body: object) => ask('POST', `/wxa/getwxacodeunlimit?access_token=${access_token}`, body)
    const { type, answer } = await image({ scene: 'r=54', page: 'pages/progress/index', width: 280 })
    expect(type).toBe('image/png')
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG')
    expect((await image({ scene: '' })).json).toMatchObject({ errcode: 40169 })
    expect((await image({ scene: '中文' })).json).toMatchObject({ errcode: 40129 })
    expect((await image({ scene: 'a', page: '/x' })).json).toMatchObject({ errcode: 41030 })
    expect((await image({ scene: 'a', width: 10 })).json).toMatchObject({ errcode: 40097 })
  })
})

describe('events', () => {
  const events: { query: URLSearchParams; body: Record<string, unknown> }[] = []
  let failures = 0
  const receiver = createServer((request, response) => {
    let body = ''
    request.on('data', chunk => {
      body += chunk
    })
    request.on('end', () => {
      if (failures > 0) {
        failures--
        response.writeHead(500).end()
        return
      }
      events.push({ query: new URL(request.url!, 'http://x').searchParams, body: JSON.parse(body) })
      response.end('success')
    })
  })
  const arrived = async (count: number) => {
    for (let i = 0; i < 100 && events.length < count; i++) await new Promise(resolve => setTimeout(resolve, 20))
    return events
  }
  let own: RunningSandbox

  beforeAll(async () => {
    await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve))
    const { port } = receiver.address() as AddressInfo
    own = sandbox
    sandbox = await startSandbox({ port: 0, pushUrl: `http://127.0.0.1:${port}/wechat/push`, pushToken: 'token' })
  })
  beforeEach(() => {
    events.length = 0
    failures = 0
  })
  afterAll(async () => {
    await sandbox.stop()
    sandbox = own
    receiver.close()
  })

  it('tells what was answered in the popup: one item as an object, several as a list', async () => {
    await accept('o1')
    await accept('o2', { 'tpl-exam': 'accept', 'tpl-registration': 'reject' })
    const [one, two] = await arrived(2)
    expect(one!.body).toMatchObject({
      FromUserName: 'o1',
      Event: 'subscribe_msg_popup_event',
      CreateTime: expect.any(Number),
      List: { TemplateId: TEMPLATE, SubscribeStatusString: 'accept' },
    })
    expect(two!.body.List).toHaveLength(2)
    expect(one!.query.get('signature')).toMatch(/^[0-9a-f]{40}$/)
  })

  it('dates the event of an answer back, and refuses what is no instant', async () => {
    const outcome = { [TEMPLATE]: 'accept' }
    await ask('POST', '/sandbox/answers', { openid: 'o4', outcome, at: '2026-11-20T10:00:00.900+08:00' })
    expect((await arrived(1))[0]!.body).toMatchObject({
      CreateTime: Date.parse('2026-11-20T10:00:00+08:00') / 1000,
    })
    expect((await ask('POST', '/sandbox/answers', { openid: 'o4', outcome, at: 'yesterday' })).status).toBe(400)
  })

  it('tells what was sent, tries again when it is not taken, and drops what it is told to', async () => {
    await accept('o3')
    await accept('o3')
    await arrived(2)
    events.length = 0
    failures = 2
    const { msgid } = await send('o3')
    expect((await arrived(1))[0]!.body).toMatchObject({
      Event: 'subscribe_msg_sent_event',
      List: { MsgID: String(msgid), ErrorCode: '0', ErrorStatus: 'success' },
    })
    await ask('PUT', '/sandbox/faults', { dropEvents: 1 })
    await send('o3')
    await ask('POST', '/sandbox/rejections', { openid: 'o3', templateId: TEMPLATE })
    await new Promise(resolve => setTimeout(resolve, 100))
    expect(events).toHaveLength(1)
  })
})
