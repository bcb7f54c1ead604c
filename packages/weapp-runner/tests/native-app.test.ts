import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { launch, type WeappDriver } from '../src/index'

jest.setTimeout(60_000)

const dir = path.join(__dirname, 'fixtures/native-app')
const NOW = '2026-11-23T09:00:00+08:00'

describe('a hand-written mini-program', () => {
  let app: WeappDriver

  beforeAll(async () => {
    app = await launch({
      dir,
      now: NOW,
      storage: { kept: { name: 'old' } },
      wx: { showModal: [{ confirm: true }, { confirm: false }] },
    })
  })

  afterEach(async () => {
    expect(await app.errors()).toEqual([])
  })

  afterAll(() => app.close())

  const events = async () => (await app.text('#events')).split(' ')

  describe('templates', () => {
    beforeAll(() => app.open())

    it('renders data, wxs, imported templates, includes, components and slots', async () => {
      expect(await app.text('#heading')).toBe('NATIVE 42')
      expect(await app.text('#row-2')).toBe('2: two')
      expect(await app.text('#card')).toBe('head native body\n5 (shown 1)')
      expect(await app.text('#footer')).toBe('included native')
      expect(await app.exists('#none')).toBe(true)
    })

    it('counts what was rendered: nodes, depth, children, and no setData before the first content', async () => {
      const { firstContent, nodes, depth, maxChildren } = await app.metrics()
      expect(firstContent).toMatchObject({ setDataCalls: 2, setDataBytes: 22 })
      expect({ nodes, depth, maxChildren }).toEqual({ nodes: 19, depth: 4, maxChildren: 11 })
    })

    it('keeps the styles of a component to itself', async () => {
      const color = (selector: string) =>
        app.page
          .frames()
          .at(-1)!
          .locator(selector)
          .evaluate(element => getComputedStyle(element).color)
      expect(await color('#heading')).toBe('rgb(200, 0, 0)')
      expect(await color('#card-title')).toBe('rgb(0, 0, 200)')
    })

    it('makes 750 rpx as wide as the screen and never rounds to nothing', async () => {
      const box = await app.page.frames().at(-1)!.locator('#heading').boundingBox()
      expect({ x: box?.x, width: box?.width, height: box?.height }).toEqual({ x: 0, width: 375, height: 0.5 })
    })

    it('hands taps to the app with data set, position and touches', async () => {
      await app.tap('#row-1')
      expect(await app.text('#chosen')).toBe('chosen 1{"list":[1]} by tap true 0')
      await app.tap('#row-2')
      expect(await app.text('#chosen')).toBe('chosen 2 by tap true 0')
    })

    it('carries events of components up', async () => {
      await app.tap('#count')
      expect(await app.text('#total')).toBe('total 6')
      expect(await app.text('#count')).toBe('6 (shown 1)')
    })

    it('tells the page how far it was scrolled', async () => {
      await app.scroll(300)
      expect(await app.text('#scrolled')).toBe('300')
    })
  })

  describe('controls', () => {
    beforeAll(() => app.open('pages/form/index'))

    it('types character by character, obeys maxlength and tells of blur', async () => {
      await app.input('#name', 'abcdefg')
      expect(await events()).toEqual([
        'focus',
        ...['a@1', 'ab@2', 'abc@3', 'abcd@4', 'abcde@5'].map(it => `input:${it}`),
        'blur:abcde',
      ])
      expect(await app.value('#name')).toBe('abcde')
      await app.input('#name', 'x')
      expect(await app.value('#name')).toBe('x')
    })

    it('keeps model: bound data in step', async () => {
      await app.input('#note', 'hi')
      expect(await app.text('#echo')).toBe('hi')
    })

    it('picks by index, as text, and by date', async () => {
      await app.pick('#fruit', 1)
      expect(await app.text('#fruit')).toBe('pear')
      expect(await events()).toContain('picked:string')
      await app.pick('#day', '2027-10-30')
      expect(await app.text('#day')).toBe('2027-10-30')
    })

    it.each([
      ['#fruit', 2, 'expected an index below 2, found 2'],
      ['#day', '2031-01-01', 'expected 2020-01-01..2030-12-31, found 2031-01-01'],
      ['#save', 0, '#save is no control to choose with'],
    ])('refuses a choice that no user has: %s %s', async (selector, value, message) => {
      await expect(app.pick(selector, value)).rejects.toMatchObject({
        code: 'bad-choice',
        message: `pick ${selector}: ${message}`,
      })
    })

    it('switches, checks and submits', async () => {
      await app.tap('#on')
      await app.tap('#label-s')
      await app.tap('#label-a')
      await app.tap('#label-b')
      await app.tap('#label-a')
      expect((await events()).slice(-5)).toEqual([
        'switch:false',
        'radio:s',
        'checkbox:a',
        'checkbox:a,b',
        'checkbox:b',
      ])
      await app.tap('#submit')
      const submitted = { name: 'x', note: 'hi', fruit: '1', on: false, size: 's', extras: ['b'] }
      expect(JSON.parse(await app.text('#submitted'))).toEqual(submitted)
    })

    it('answers dialogs as the test says, in turn', async () => {
      await app.tap('#ask')
      await app.tap('#ask')
      expect((await events()).slice(-2)).toEqual(['modal:true', 'modal:false'])
    })

    it('allows subscribing in a tap, and answers for each template', async () => {
      await app.answer('requestSubscribeMessage', { A: 'accept', B: 'reject' })
      await app.tap('#subscribe')
      expect((await events()).at(-1)).toBe('A:accept')
      expect((await app.wxCalls('requestSubscribeMessage'))[0]).toMatchObject({
        args: [{ tmplIds: ['A', 'B'] }],
        errMsg: 'requestSubscribeMessage:ok',
      })
    })

    it('works answers out in Node where the test gives a function', async () => {
      await app.answer('requestSubscribeMessage', (options: unknown) => ({
        A: (options as { tmplIds: string[] }).tmplIds.join('+'),
      }))
      await app.tap('#subscribe')
      expect((await events()).at(-1)).toBe('A:A+B')
    })

    it('keeps what is stored over a restart, at the time of the test', async () => {
      expect(await app.text('#kept')).toBe('{"name":"old"}')
      await app.tap('#save')
      expect(await app.wxCalls('showToast')).toHaveLength(1)
      await app.restart()
      expect(JSON.parse(await app.text('#kept'))).toEqual({
        name: 'x',
        at: expect.stringMatching(/^2026-11-23T01:00:/),
      })
      expect(await app.storage()).toMatchObject({ kept: { name: 'x' } })
    })

    it('cannot tap what is disabled', async () => {
      const before = (await app.wxCalls('setStorageSync')).length
      await app.tap('#disabled')
      expect(await app.wxCalls('setStorageSync')).toHaveLength(before)
    })

    it('reaches this machine with wx.request', async () => {
      const server = createServer((request, response) => {
        request.on('data', (body: Buffer) =>
          response.writeHead(201).end(JSON.stringify({ got: `${request.method} ${body}` })),
        )
      })
      await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
      await app.setStorage({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/x` })
      await app.open('pages/form/index')
      await app.tap('#fetch')
      expect(await app.text('#kept')).toBe('201 POST {"a":1}')
      server.close()
      server.closeAllConnections()
    })
  })

  describe('navigation', () => {
    const log = async () => {
      await app.tap('#log')
      return (await app.text('#log')).replace('log ', '').split('|')
    }

    it('calls the life cycle in order, through pages, tabs and the background', async () => {
      await app.open('pages/index/index?from=card', { scene: 1007 })
      await app.tap('#go')
      expect(await app.text('#query')).toBe('{"id":"7","name":"法"}')
      expect((await app.pageStack()).map(({ route }) => route)).toEqual(['pages/index/index', 'pages/detail/index'])
      await app.back()
      await app.tab(1)
      await app.tab(0)
      await app.background()
      await app.foreground()
      expect(await log()).toEqual([
        ...[
          'launch pages/index/index 1007 card',
          'show 1007',
          'index load {"from":"card"}',
          'index show',
          'index ready',
        ],
        ...[
          'index hide',
          'navigateTo:ok',
          'index show',
          'index hide',
          'index show',
          'index tab 0',
          'index hide',
          'hide',
          'show 1001',
          'index show',
        ],
      ])
    })

    it('opens ten pages and no more', async () => {
      await app.open('pages/detail/index')
      for (let depth = 2; depth <= 10; depth += 1) await app.tap('#deeper')
      expect(await app.pageStack()).toHaveLength(10)
      await app.tap('#deeper')
      expect(await app.pageStack()).toHaveLength(10)
      expect((await app.errors()).map(({ message }) => message)).toEqual(['navigateTo:fail webview count limit exceed'])
      await app.open()
    })

    it('opens pages of a subpackage', async () => {
      await app.open('pages/detail/index')
      await app.tap('#far')
      expect(await app.text('#far-text')).toBe('far')
      const { package: packed } = await app.metrics()
      expect(packed.subpackages.sub).toBe(packed.bytes - packed.mainBytes)
    })

    it('passes time only where the page is on screen', async () => {
      await app.open('pages/detail/index')
      const minute = await app.measure(() => app.advance(60_000))
      expect(minute).toMatchObject({ count: 1, bytes: 13 })
      expect((await app.metrics()).timers).toEqual([{ kind: 'interval', delay: 60_000 }])
      await app.background()
      expect((await app.metrics()).timers).toEqual([])
      expect(await app.measure(() => app.advance(600_000))).toMatchObject({ count: 0 })
    })
  })

  it('draws on a canvas and keeps the picture', async () => {
    await app.open('pages/detail/index')
    expect(await app.text('#size')).toBe('100x50')
    const drawn = String(await app.attribute('#drawn', 'src'))
    expect((await app.file(drawn)).subarray(1, 4).toString()).toBe('PNG')
  })

  it('shares what the page says, with a late path', async () => {
    await app.open('pages/detail/index?id=1')
    expect(await app.share()).toEqual({ title: 'Look', path: '/pages/detail/index?id=shared' })
    expect(await app.shareTimeline()).toEqual({ title: 'Moment', query: 'id=1' })
    await app.open()
    await expect(app.share()).rejects.toMatchObject({ code: 'no-share' })
  })

  it('a button of open-type share asks the page for its card, and says which button it was', async () => {
    await app.open('pages/detail/index?id=1')
    await app.tap('#share')
    expect(await app.text('#from')).toBe('button share mine')
  })

  it('tells a page once that its end is reached, and again after it was left', async () => {
    await app.open('pages/detail/index')
    for (const top of [5000, 4990, 0, 5000]) await app.scroll(top)
    expect(await app.text('#ends')).toBe('2')
  })

  it('shows a single page from Moments: no tabs, no navigation, no storage', async () => {
    await app.setStorage({ kept: 1 })
    await app.open('pages/form/index', { scene: 1154 })
    expect(await app.text('#kept')).toBe('""')
    expect(await app.page.locator('#tabs').isVisible()).toBe(false)
    await app.open('pages/detail/index', { scene: 1154 })
    await app.tap('#far')
    expect((await app.errors()).map(({ message }) => message)).toEqual([
      'navigateTo:fail can not navigate in single page mode',
    ])
    expect(await app.storage()).toEqual({ kept: 1 })
    await app.open()
  })

  it('turns dark while it runs, and tells the app its theme and font size', async () => {
    await app.open('pages/form/index')
    expect(await app.text('#font')).toBe('17 light')
    await app.setColorScheme('dark')
    expect(await app.text('#font')).toBe('17 dark')
    expect(await app.page.locator('#bar').evaluate(bar => getComputedStyle(bar).backgroundColor)).toBe(
      'rgb(16, 16, 16)',
    )
    const body = app.page.frames().at(-1)!.locator('body')
    expect(await body.evaluate(element => getComputedStyle(element).backgroundColor)).toBe('rgb(16, 16, 16)')
    await app.setColorScheme('light')
  })
})
