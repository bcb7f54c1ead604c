import type { WeappDriver } from '../../packages/weapp-runner/src/index'
import { launchProduct, STORY, stored, TABS, withProduct } from './support/product'

jest.setTimeout(180_000)

const daysLeft = async (app: WeappDriver) => Number(/(\d+)\s*天/.exec(await app.text('#next-milestone'))?.[1])

describe('as time passes', () => {
  let app: WeappDriver

  beforeAll(async () => {
    app = await launchProduct({ storage: stored(STORY) })
  })

  beforeEach(async () => {
    await app.setNow('2026-11-23T09:00:00+08:00')
    await app.open()
  })

  afterEach(async () => {
    expect(await app.errors()).toEqual([])
  })

  afterAll(() => app.close())

  it('recounts on coming back from the background on another day', async () => {
    expect(await daysLeft(app)).toBe(31)
    await app.background()
    await app.foreground({ now: '2026-12-01T07:30:00+08:00' })
    expect(await daysLeft(app)).toBe(23)
  })

  it('recounts on the way back to a tab that was left open over midnight', async () => {
    await app.tab(2)
    await app.setNow('2026-11-24T00:10:00+08:00')
    await app.tab(0)
    expect(await daysLeft(app)).toBe(30)
  })

  it('counts in China’s days wherever the phone is', () =>
    withProduct(
      { storage: stored(STORY), device: { timezone: 'America/Los_Angeles' }, now: '2026-11-23T17:00:00Z' },
      async abroad => {
        await abroad.open()
        expect(await daysLeft(abroad)).toBe(30)
      },
    ))

  it.each(TABS)('%s keeps one timer on screen and none when hidden', async page => {
    await app.open(page)
    expect((await app.metrics()).timers).toHaveLength(1)
    await app.background()
    expect((await app.metrics()).timers).toEqual([])
    const hidden = await app.measure(() => app.advance(2 * 24 * 3_600_000))
    expect(hidden.count).toBe(0)
    await app.foreground()
    expect((await app.metrics()).timers).toHaveLength(1)
  })

  it('keeps one timer in all with every tab open', async () => {
    for (const tab of [1, 2, 3, 0]) await app.tab(tab)
    expect((await app.metrics()).timers).toHaveLength(1)
  })

  it('cannot be told another day in a release', async () => {
    await app.open('pages/progress/index?today=2030-01-01')
    expect(await daysLeft(app)).toBe(31)
  })
})
