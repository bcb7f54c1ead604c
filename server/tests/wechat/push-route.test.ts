import fc from 'fast-check'
import { sql } from 'kysely'
import { type TestApp, testApp } from '../support/app'
import { testEnvironment } from '../support/environment'
import { seal, sha1, signedUrl } from './support/push'

jest.setTimeout(60_000)

const account = testEnvironment().wechat
const OPENID = 'o-push_1'
const popup = (changes: Record<string, unknown> = {}) => ({
  ToUserName: 'gh_1',
  FromUserName: OPENID,
  CreateTime: 1764100000,
  MsgType: 'event',
  Event: 'subscribe_msg_popup_event',
  List: { TemplateId: 'tpl-exam', SubscribeStatusString: 'accept', PopupScene: '0' },
  ...changes,
})

let server: TestApp
afterEach(async () => {
  await sql`truncate push_events`.execute(server.context.database)
})

const start = (pushMode: 'safe' | 'compatible' | 'plain') => {
  beforeAll(async () => {
    server = await testApp({ environment: { wechat: { ...account, pushMode } } })
  })
  afterAll(() => server.end())
}
const now = () => server.context.clock.now()
const post = (url: string, body: string, type = 'application/json') =>
  server.app.inject({ method: 'POST', url, payload: body, headers: { 'content-type': type } })
const push = (message: string, type?: string) => post(signedUrl(account, now()), message, type)
function pushSealed(message: string, changes: Partial<typeof account> = {}, at = now()) {
  const encrypted = seal(message, { ...account, ...changes })
  return post(
    signedUrl({ ...account, ...changes }, at, { encrypted }),
    JSON.stringify({ ToUserName: 'gh_1', Encrypt: encrypted }),
  )
}
async function kept(): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<{ event: Record<string, unknown> }>`select event from push_events order by id`.execute(
    server.context.database,
  )
  return rows.map(({ event }) => event)
}

describe('in plain mode', () => {
  start('plain')
  const item = { type: 'popup', openid: OPENID, templateId: 'tpl-exam', status: 'accept' }

  it('keeps an event before it answers', async () => {
    const answer = await push(JSON.stringify(popup()))
    expect([answer.statusCode, answer.body]).toEqual([200, 'success'])
    expect(await kept()).toEqual([expect.objectContaining({ ...item, createdAt: '2025-11-25T19:46:40.000Z' })])
  })

  it('counts what was taken and what was refused', async () => {
    const count = async () => {
      const lines = (await server.app.inject('/metrics')).body.split('\n')
      const of = (answer: string) =>
        Number(lines.find(line => line.includes(`pushes_total{answer="${answer}"}`))?.split(' ')[1] ?? 0)
      return [of('taken'), of('refused')]
    }
    const [taken, refused] = await count()
    await push(JSON.stringify(popup()))
    await post('/wechat/push?signature=0&timestamp=0&nonce=0', JSON.stringify(popup()))
    expect(await count()).toEqual([taken! + 1, refused! + 1])
  })

  it.each<[string, string]>([
    ['CreateTime as text', JSON.stringify(popup({ CreateTime: '1764100000' }))],
    ['a list of one', JSON.stringify(popup({ List: [popup().List] }))],
    [
      'the list in its wrapper',
      JSON.stringify(popup({ List: undefined, SubscribeMsgPopupEvent: { List: popup().List } })),
    ],
    ['white space around it', `\n ${JSON.stringify(popup(), undefined, 2)}\n`],
    [
      'XML',
      `<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[${OPENID}]]></FromUserName><CreateTime>1764100000</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[subscribe_msg_popup_event]]></Event><SubscribeMsgPopupEvent><List><TemplateId><![CDATA[tpl-exam]]></TemplateId><SubscribeStatusString><![CDATA[accept]]></SubscribeStatusString><PopupScene>0</PopupScene></List></SubscribeMsgPopupEvent></xml>`,
    ],
  ])('takes %s', async (_shape, body) => {
    expect((await push(body, body.startsWith('<') ? 'text/xml' : 'application/json')).statusCode).toBe(200)
    expect(await kept()).toEqual([expect.objectContaining({ ...item, createdAt: '2025-11-25T19:46:40.000Z' })])
  })

  it('takes several items, in JSON and XML', async () => {
    const ids = ['tpl-exam', 'tpl-registration']
    const items = ids.map(TemplateId => ({ TemplateId, SubscribeStatusString: 'reject' }))
    await push(JSON.stringify(popup({ Event: 'subscribe_msg_change_event', List: items })))
    const list = ids.map(
      id => `<List><TemplateId>${id}</TemplateId><SubscribeStatusString>reject</SubscribeStatusString></List>`,
    )
    await push(
      `<xml><FromUserName>o-xml</FromUserName><CreateTime>1</CreateTime><MsgType>event</MsgType><Event>subscribe_msg_change_event</Event><SubscribeMsgChangeEvent>${list.join('')}</SubscribeMsgChangeEvent></xml>`,
    )
    expect((await kept()).map(({ openid, type, templateId, status }) => [openid, type, templateId, status])).toEqual([
      [OPENID, 'change', 'tpl-exam', 'reject'],
      [OPENID, 'change', 'tpl-registration', 'reject'],
      ['o-xml', 'change', 'tpl-exam', 'reject'],
      ['o-xml', 'change', 'tpl-registration', 'reject'],
    ])
  })

  it('keeps every digit of a MsgID, also of one that came as a number', async () => {
    const sent = (id: string) =>
      `{"ToUserName":"gh_1","FromUserName":"${OPENID}","CreateTime":1764100000,"MsgType":"event","Event":"subscribe_msg_sent_event","List":{"TemplateId":"t","MsgID":${id},"ErrorCode":"0","ErrorStatus":"success"}}`
    await push(sent('3000000000000000001'))
    await push(sent('"3000000000000000001"'))
    await push(sent('3000000000000000002'))
    expect(await kept()).toEqual(
      ['3000000000000000001', '3000000000000000002'].map(msgId =>
        expect.objectContaining({ type: 'sent', msgId, errorCode: 0, errorStatus: 'success' }),
      ),
    )
  })

  it('ignores repetitions, at the same time too, and keeps what another did in the same second', async () => {
    const body = JSON.stringify(popup())
    const answers = await Promise.all(Array.from({ length: 20 }, () => push(body)))
    expect(answers.map(answer => answer.statusCode)).toEqual(Array(20).fill(200))
    expect(await kept()).toHaveLength(1)
    await push(JSON.stringify(popup({ FromUserName: 'o-push_2' })))
    await push(JSON.stringify(popup({ List: { TemplateId: 'tpl-other', SubscribeStatusString: 'accept' } })))
    await push(JSON.stringify(popup({ CreateTime: 1764100001 })))
    expect(await kept()).toHaveLength(4)
  })

  it.each(['text', 'image', 'event'])('has nothing to do for another message: %s', async MsgType => {
    const message = JSON.stringify({
      FromUserName: OPENID,
      CreateTime: 1,
      MsgType,
      Event: 'kf_create_session',
      Content: 'x',
    })
    expect((await push(message)).body).toBe('success')
    expect(await kept()).toEqual([])
  })

  it.each(['', '{', '[]', '"x"', 'null', 'x', '<xml>', '<a/>', '<xml></xml', '\u0000'])(
    'answers 400 to %j',
    async body => {
      expect((await push(body)).statusCode).toBe(400)
    },
  )

  it('expands no entities', async () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><xml><FromUserName>&b;</FromUserName></xml>`
    expect((await push(bomb)).statusCode).toBe(400)
  })

  it('answers 413 to what is too large', async () => {
    expect((await push(JSON.stringify(popup({ Content: 'x'.repeat(70_000) })))).statusCode).toBe(413)
  })

  it('says back what WeChat signed, and nothing else', async () => {
    const answer = await server.app.inject({ url: signedUrl(account, now(), { echostr: '<b>4375120948345356249' }) })
    expect([answer.statusCode, answer.body]).toEqual([200, '<b>4375120948345356249'])
    expect(answer.headers['content-type']).toMatch(/^text\/plain/)
    const forged = signedUrl({ ...account, pushToken: 'guess' }, now(), { echostr: 'x' })
    for (const url of [forged, '/wechat/push?echostr=x', '/wechat/push'])
      expect((await server.app.inject({ url })).statusCode).toBe(403)
  })

  it('refuses forged, unsigned and old pushes', async () => {
    const body = JSON.stringify(popup())
    const minutes = (count: number) => new Date(now().getTime() + count * 60_000)
    const urls = [
      '/wechat/push',
      signedUrl({ ...account, pushToken: 'guess' }, now()),
      signedUrl(account, minutes(-11)),
      signedUrl(account, now()).replace(/nonce=\d/, 'nonce=9'),
      `/wechat/push?timestamp=x&nonce=1&signature=${sha1(account.pushToken, 'x', '1')}`,
    ]
    for (const url of urls) expect((await post(url, body)).statusCode).toBe(403)
    expect(await kept()).toEqual([])
    const lines = server.context.logged.filter(line => line.includes('a push is refused'))
    expect(lines.filter(line => line.includes('"wrong-signature"'))).toHaveLength(1)
    expect(lines.join()).not.toContain(account.pushToken)
    expect((await post(signedUrl(account, minutes(-9)), body)).statusCode).toBe(200)
  })

  it.each<[string, unknown]>([
    ['lists in lists', JSON.parse('['.repeat(15_000) + ']'.repeat(15_000))],
    ['half a character where a text is cut', { TemplateId: 't', ErrorCode: '0', ErrorStatus: `${'a'.repeat(199)}😀` }],
    ['NUL and lone surrogates', { TemplateId: 't', ErrorCode: '0', ErrorStatus: '\u0000\ud800', MsgID: '\u0000' }],
    ['a code beyond every number', { TemplateId: 't', ErrorCode: '9'.repeat(40), MsgID: '9'.repeat(400) }],
    ['things of another type', { TemplateId: {}, ErrorCode: [], MsgID: true }],
    ['nothing', null],
  ])('survives an item that is signed and strange: %s', async (_what, List) => {
    const nested = JSON.stringify(popup({ Event: 'subscribe_msg_sent_event', List: 0 }))
    const text = Array.isArray(List) ? '['.repeat(15_000) + ']'.repeat(15_000) : JSON.stringify(List)
    const answer = await push(nested.replace('"List":0', `"List":${text}`))
    expect(answer.statusCode).toBeLessThan(500)
  })

  it('never fails, whatever is pushed with a good signature', async () => {
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom(...Object.values(popup())),
      fc.string({ unit: 'binary' }),
    )
    const items = fc.dictionary(
      fc.constantFrom('TemplateId', 'SubscribeStatusString', 'MsgID', 'ErrorCode', 'ErrorStatus'),
      value,
    )
    const message = fc
      .record(
        { FromUserName: value, CreateTime: value, Event: value, List: fc.oneof(value, items, fc.array(items)) },
        { requiredKeys: [] },
      )
      .map(fields => JSON.stringify(popup(fields)))
    const xml = message.map(text => `<xml>${text.replaceAll(/"(\w+)":/g, '<$1>')}</xml>`)
    await fc.assert(
      fc.asyncProperty(fc.oneof(message, xml, fc.string({ unit: 'binary' })), async body => {
        expect((await push(body)).statusCode).toBeLessThan(500)
      }),
      { numRuns: 500 },
    )
  })
})

describe.each(['safe', 'compatible'] as const)('in %s mode', mode => {
  start(mode)

  it('believes what is encrypted', async () => {
    expect((await pushSealed(JSON.stringify(popup()))).body).toBe('success')
    const xml = `<xml><FromUserName>o-xml</FromUserName><CreateTime>5</CreateTime><MsgType>event</MsgType><Event>subscribe_msg_popup_event</Event><SubscribeMsgPopupEvent><List><TemplateId>t</TemplateId><SubscribeStatusString>accept</SubscribeStatusString></List></SubscribeMsgPopupEvent></xml>`
    const encrypted = seal(xml, account)
    await post(
      signedUrl(account, now(), { encrypted }),
      `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`,
      'text/xml',
    )
    expect((await kept()).map(({ openid }) => openid)).toEqual([OPENID, 'o-xml'])
  })

  it('believes nothing in clear, however well signed', async () => {
    expect((await push(JSON.stringify(popup()))).statusCode).toBe(403)
    const encrypted = seal(JSON.stringify(popup({ FromUserName: 'o-sealed' })), account)
    await post(
      signedUrl(account, now(), { encrypted }),
      JSON.stringify(popup({ FromUserName: 'o-clear', Encrypt: encrypted })),
    )
    expect((await kept()).map(({ openid }) => openid)).toEqual(['o-sealed'])
  })

  it('refuses what WeChat did not sign, also when the other signature is right', async () => {
    const encrypted = seal(JSON.stringify(popup()), account)
    const body = JSON.stringify({ Encrypt: encrypted })
    const good = signedUrl(account, now(), { encrypted })
    for (const url of [
      signedUrl(account, now()),
      good.replace(/msg_signature=[0-9a-f]{4}/, 'msg_signature=0000'),
      good.replace(/msg_signature=\w+/, 'msg_signature='),
      signedUrl({ ...account, pushToken: 'guess' }, now(), { encrypted }),
    ])
      expect((await post(url, body)).statusCode).toBe(403)
    expect((await post(good, JSON.stringify({ Encrypt: seal('{}', account) }))).statusCode).toBe(403)
    expect((await pushSealed(JSON.stringify(popup()), {}, new Date(now().getTime() - 660_000))).statusCode).toBe(403)
    expect((await pushSealed(JSON.stringify(popup()), { appId: 'wx0000000000000002' })).statusCode).toBe(403)
    expect(await kept()).toEqual([])
  })

  it('never fails, whatever is inside or outside', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.boolean(), async (text, isSealed) => {
        const body = JSON.stringify({ Encrypt: text })
        const answer = isSealed
          ? await pushSealed(text)
          : await post(signedUrl(account, now(), { encrypted: text }), body)
        expect(answer.statusCode).toBeGreaterThanOrEqual(400)
        expect(answer.statusCode).toBeLessThan(500)
      }),
      { numRuns: 200 },
    )
  })
})
