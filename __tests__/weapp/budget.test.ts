import type { SetDataCall, WeappDriver } from '../../packages/weapp-runner/src/index'
import { launchProduct, STORY, stored, TABS } from './support/product'

jest.setTimeout(180_000)

const KB = 1000
const shown = (calls: SetDataCall[]) => calls.filter(({ hidden }) => !hidden)

/** What goes over the bridge between the app and its pages. Counts and bytes are the same in every run. */
describe('setData', () => {
  let app: WeappDriver

  beforeAll(async () => {
    app = await launchProduct({ storage: stored(STORY) })
  })

  afterEach(async () => {
    expect(await app.errors()).toEqual([])
  })

  afterAll(() => app.close())

  it('进度 with a full record: first content in one call, 24 KB at most in all', async () => {
    await app.open()
    const { firstContent, setData } = await app.metrics()
    expect(firstContent?.setDataCalls).toBe(1)
    expect(setData.count).toBe(1)
    expect(setData.bytes).toBeLessThanOrEqual(24 * KB)
  })

  it.each(TABS)('%s is rendered and sent while it loads, not timers later', async page => {
    await app.open(page)
    expect((await app.metrics()).setData.calls.map(({ within }) => within)).toEqual(['onLoad'])
  })

  it('a minute that changes no text sends nothing', async () => {
    expect(await app.measure(() => app.advance(60_000))).toMatchObject({ count: 0, bytes: 0 })
  })

  it('the minute at midnight sends the changed texts only, 200 bytes at most', async () => {
    await app.setNow('2026-11-23T23:59:30+08:00')
    await app.open()
    const midnight = await app.measure(() => app.advance(60_000))
    expect(midnight.count).toBe(1)
    expect(midnight.bytes).toBeLessThanOrEqual(200)
    expect(await app.text('#next-milestone')).toContain('30')
  })

  it('nothing is sent in the background', async () => {
    await app.background()
    expect(await app.measure(() => app.advance(24 * 3_600_000))).toMatchObject({ count: 0 })
    await app.foreground({ now: '2026-11-23T09:00:00+08:00' })
  })

  it.each([
    ['a fail', 2025, '58'],
    ['a pass that completes the certificate', 2026, '68'],
    ['what is no mark', 2026, '59.5'],
    ['a pass after a save, with the offer to undo on screen', 2026, '61'],
  ])('typing a mark sends 1 KB a key at most: %s', async (_, year, mark) => {
    await app.open('pages/scores/index')
    await app.tap(`#year-${year}`)
    if (year === 2026) await app.pick('#mark-code-practice', 0)
    if (mark === '61') {
      await app.input('#mark-practice', '60')
      await app.tap('#save-scores')
      await app.tap('#keep-mark')
    }
    // The words of a field that is entered come once, before the first key.
    await app.input('#mark-practice', '5', { blur: false })
    const typed = await app.measure(() => app.input('#mark-practice', mark, { blur: false }))
    expect(typed.calls.filter(({ bytes }) => bytes > 1 * KB).map(({ bytes, keys }) => [bytes, keys])).toEqual([])
    expect(typed.count).toBeLessThanOrEqual(mark.length)
  })

  it('switching a year sends 6 KB at most', async () => {
    await app.setStorage(stored(STORY))
    await app.open('pages/scores/index')
    for (const year of [2024, 2026, 2025]) {
      const switched = await app.measure(() => app.tap(`#year-${year}`))
      expect(switched.count).toBe(1)
      expect(switched.bytes).toBeLessThanOrEqual(6 * KB)
    }
  })

  it('saving sends one update to the page on screen', async () => {
    await app.tap('#year-2025')
    await app.input('#mark-practice', '57')
    const saved = await app.measure(() => app.tap('#save-scores'))
    expect(shown(saved.calls)).toHaveLength(1)
    expect(saved.bytes).toBeLessThanOrEqual(12 * KB)
  })

  it('what changes sends nothing to hidden tabs, which show it when they are shown', async () => {
    // a page that is just being loaded counts as hidden, too
    const hidden = async (run: () => Promise<void>) =>
      (await app.measure(run)).calls.filter(call => call.hidden && !call.keys.includes('root.uid'))
    await app.setStorage({})
    await app.open()
    for (const tab of [2, 3, 1, 0]) expect(await hidden(() => app.tab(tab))).toEqual([])
    expect(await hidden(() => app.tap('#start'))).toEqual([])
    await app.tab(1)
    await app.input('#mark-law', '71')
    expect(await hidden(() => app.tap('#save-scores'))).toEqual([])
    expect(await hidden(() => app.tap('#keep-mark'))).toEqual([])
    await app.tab(2)
    expect(await hidden(() => app.pick('#region', 3))).toEqual([])
    expect(await hidden(() => app.tab(3))).toEqual([])
    expect(await app.text('#region')).toContain('河北')
    expect(await hidden(() => app.tap('#undo'))).toEqual([])
    await app.tab(0)
    expect(await app.text('#standing-law')).toContain('还没有成绩')
    await app.tab(1)
    expect(await app.value('#mark-law')).toBe('')
  })

  it('main package: 505 KB at most', async () => {
    const { package: packed } = await app.metrics()
    expect(packed.mainBytes).toBeLessThanOrEqual(505 * KB)
  })
})
