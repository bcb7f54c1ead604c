import type { WeappDriver } from '../../packages/weapp-runner/src/index'
import { STORY, savedCandidate, stored, withProduct } from './support/product'

jest.setTimeout(180_000)

describe('what the phone holds at a start', () => {
  const openWith = (storage: Record<string, unknown>, page: string, run: (app: WeappDriver) => Promise<void>) =>
    withProduct({ storage }, async app => {
      await app.open(page)
      await run(app)
    })

  it('reads each key of its storage once at a cold start: the record, and what it knows of the server', async () => {
    await openWith(stored(STORY), 'pages/progress/index', async app => {
      const reads = (await app.wxCalls()).filter(({ name }) => /^(batchG|g)etStorage/.test(name))
      expect(reads.map(({ name, args }) => [name, args[0]]).sort()).toEqual([
        ['getStorageSync', 'candidate'],
        ['getStorageSync', 'server'],
      ])
    })
  })

  it.each([
    ['text that is no JSON', '{broken'],
    ['a value of another app', { hello: 1 }],
    ['a version that is yet to come', stored(STORY, 9).candidate],
    ['a candidate that breaks the contract', stored({ ...STORY, level: 'half' }).candidate],
  ])('sets %s aside, never overwrites it, says so, and offers it', async (_, candidate) => {
    await openWith({ candidate }, 'pages/progress/index', async app => {
      expect(await app.exists('#unreadable')).toBe(true)
      const aside = Object.entries(await app.storage()).filter(([key]) => key !== 'candidate')
      const text = typeof candidate === 'string' ? candidate : JSON.stringify(candidate)
      expect(aside.map(([, value]) => value)).toEqual([text])
      await app.tap('#copy-unreadable')
      expect((await app.wxCalls('setClipboardData'))[0]?.args).toEqual([expect.objectContaining({ data: text })])
      await app.tap('#start')
      await app.tap('#enter-first')
      await app.input('#mark-law', '61')
      await app.tap('#save-scores')
      await app.tap('#keep-mark')
      await app.restart()
      expect(Object.entries(await app.storage()).filter(([key]) => key !== 'candidate')).toEqual(aside)
      expect(await savedCandidate(app)).toMatchObject({ sittings: [{ marks: { law: 61 } }] })
    })
  })

  it.each([
    ['as it was', { state: STORY, version: 0 }],
    ['with the candidate on its own', { state: { candidate: STORY }, version: 0 }],
  ])('brings an older version up to date: %s', async (_, older) => {
    await openWith({ candidate: JSON.stringify(older) }, 'pages/progress/index', async app => {
      expect(await app.text('#standing-law')).toContain('2027')
      expect(await savedCandidate(app)).toEqual(STORY)
      expect(Object.keys(await app.storage())).toEqual(['candidate'])
    })
  })

  it('says that the phone is full, and loses nothing that was typed', async () => {
    const parts = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`other-${i}`, 'x'.repeat(1_048_000)]))
    const held = { ...stored(STORY), ...parts }
    const used = Object.entries(held).reduce((sum, [key, value]) => sum + key.length + value.length, 'rest'.length)
    await openWith({ ...held, rest: 'x'.repeat(10 * 1024 * 1024 - used - 20) }, 'pages/scores/index', async app => {
      await app.pick('#add-year', 0)
      await app.input('#mark-law', '65')
      await app.input('#mark-management', '70')
      for (const subject of ['technology', 'practice']) await app.pick(`#mark-code-${subject}`, 4)
      await app.tap('#save-scores')
      expect(await app.text('#save-error')).toMatch(/满|空间/)
      expect(await app.value('#mark-law')).toBe('65')
      expect(await app.value('#mark-management')).toBe('70')
      expect(await savedCandidate(app)).toEqual(STORY)
      expect((await app.wxCalls('setStorageSync')).length).toBeGreaterThan(0)
    })
  })

  it('knows nobody from Moments: a single page has a storage of its own', async () => {
    await openWith(stored(STORY), 'pages/progress/index', async app => {
      await app.open('pages/calendar/index', { scene: 1154 })
      expect(await app.exists('#milestone-exam')).toBe(true)
      expect(await savedCandidate(app)).toEqual(STORY)
    })
  })
})
