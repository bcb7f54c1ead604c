import path from 'node:path'
import { type EngineName, HAS_WECHAT_COMPILERS, launch, startBrowser, type WeappDriver } from '../src/index'

jest.setTimeout(60_000)

/** The older one needs WeChat's compiler; `npm test` says where there is none. */
const ENGINES: EngineName[] = HAS_WECHAT_COMPILERS ? ['glass-easel', 'exparser'] : ['glass-easel']
const fixture = (name: string) => path.join(__dirname, 'fixtures', name)

let browser: ReturnType<typeof startBrowser>
beforeAll(() => {
  browser = startBrowser()
})
afterAll(async () => (await browser).close())

// On the newer one, native-app.test.ts looks at everything.
const older = ENGINES.at(-1)!
describe(`a hand-written mini-program on ${older}`, () => {
  let app: WeappDriver

  beforeAll(async () => {
    app = await launch({ dir: fixture('native-app'), engine: older, browser: await browser })
  })

  afterEach(async () => {
    expect(await app.errors()).toEqual([])
  })

  afterAll(() => app.close())

  it('renders data, wxs, imported templates, includes, components and slots, with its styles', async () => {
    await app.open()
    expect(await app.text('#heading')).toBe('NATIVE 42')
    expect(await app.text('#row-2')).toBe('2: two')
    expect(await app.text('#card')).toBe('head native body\n5 (shown 1)')
    expect(await app.text('#footer')).toBe('included native')
    const color = (selector: string) =>
      app.page
        .frames()
        .at(-1)!
        .locator(selector)
        .evaluate(element => getComputedStyle(element).color)
    expect(await color('#heading')).toBe('rgb(200, 0, 0)')
    expect(await color('#card-title')).toBe('rgb(0, 0, 200)')
    expect(await app.metrics()).toMatchObject({
      nodes: 19,
      depth: 4,
      maxChildren: 11,
      firstContent: { setDataCalls: 2 },
    })
  })

  it('hands taps to the app, and events of components up', async () => {
    await app.tap('#row-1 wx-text')
    expect(await app.text('#chosen')).toMatch(/^chosen 1\{"list":\[1\]\} by tap true/)
    await app.tap('#count')
    expect(await app.text('#total')).toBe('total 6')
  })

  it('types, picks, switches and submits', async () => {
    await app.open('pages/form/index')
    await app.input('#name', 'abcdefg')
    await app.input('#note', 'hi')
    expect(await app.text('#echo')).toBe('hi')
    await app.pick('#fruit', 1)
    expect(await app.text('#fruit')).toBe('pear')
    await app.tap('#label-s')
    await app.tap('#submit')
    const submitted = JSON.parse(await app.text('#submitted'))
    expect(submitted).toMatchObject({ name: 'abcde', note: 'hi', fruit: '1', on: true, size: 's' })
  })

  it('tells what goes wrong, in the app and in its templates', async () => {
    await app.open('pages/faults/index')
    await app.tap('#throws')
    await app.tap('#map')
    await app.tap('#large')
    expect((await app.errors()).map(({ kind, message }) => [kind, message])).toEqual([
      ['exception', 'Error: thrown in a tap'],
      ['unsupported', '<map> is not implemented by weapp-runner'],
      ['exception', expect.stringContaining('setData:fail')],
    ])
    await app.open()
  })

  it('finds a canvas and draws on it', async () => {
    await app.open('pages/detail/index?id=7')
    expect(await app.text('#size')).toBe('100x50')
  })
})

/** What the two engines make of the same: where they differ, the app must not tread. */
const CORNERS = {
  'glass-easel': {
    escapes: 'a < b',
    tree: 'root\nleaf',
    complaints: [/^template: .*received type-incompatible value/],
  },
  exparser: {
    escapes: 'a &lt; b',
    tree: 'root',
    complaints: [/^template: .*Template .*branch. is being called recursively/],
  },
}

it.each(ENGINES)('corners: what %s makes of them', async engine => {
  const app = await launch({ dir: fixture('corners'), engine, browser: await browser })
  await app.open()
  const { escapes, tree, complaints } = CORNERS[engine]
  expect(await app.text('#escapes')).toBe(escapes)
  expect(await app.text('#number')).toBe('59.5')
  expect(await app.text('#nothing')).toBe('[]')
  await app.tap('#off')
  expect(await app.text('#counted')).toBe('1')
  await app.tap('#turn')
  expect(await app.text('#list')).toBe('first two one')
  await app.tap('#take')
  expect(await app.text('#given')).toBe('empty')
  await app.tap('#grow')
  expect(await app.text('#tree')).toBe(tree)
  // what a page sends when it is gone comes to nothing
  await app.tap('#leave')
  expect(await app.text('#counted')).toBe('0')
  // exparser complains each time it renders
  const told = new Set((await app.errors()).map(({ kind, message }) => `${kind}: ${message}`))
  expect([...told]).toEqual(complaints.map(complaint => expect.stringMatching(complaint)))
  await app.close()
})
