import type { WeappDriver } from '../../packages/weapp-runner/src/index'
import { STORY, savedCandidate, stored, withProduct } from './support/product'

jest.setTimeout(180_000)

const SCORES = 'pages/scores/index'
const hasDot = (app: WeappDriver, year: number) => app.exists(`#year-${year} .unsaved`)

/** 成绩 of the story, with 58 typed in 2025 and not saved. */
const withTyped = (run: (app: WeappDriver) => Promise<void>) =>
  withProduct({ storage: stored(STORY) }, async app => {
    await app.open(SCORES)
    await app.tap('#year-2025')
    await app.input('#mark-practice', '58', { blur: false })
    await run(app)
  })

describe('what is typed and not saved', () => {
  it('stands there again after another year, another tab and a restart, and its year has a dot', () =>
    withTyped(async app => {
      await app.tap('#year-2026')
      expect(await hasDot(app, 2025)).toBe(true)
      expect(await hasDot(app, 2026)).toBe(false)
      await app.tab(0)
      await app.restart()
      expect(await hasDot(app, 2025)).toBe(true)
      await app.tap('#year-2025')
      expect(await app.value('#mark-practice')).toBe('58')
      expect(await savedCandidate(app)).toEqual(STORY)
    }))

  it('is no longer unsaved once it is saved, or typed back to what it was', () =>
    withTyped(async app => {
      await app.input('#mark-practice', '55')
      expect(await hasDot(app, 2025)).toBe(false)
      await app.input('#mark-practice', '58')
      await app.tap('#save-scores')
      expect(await hasDot(app, 2025)).toBe(false)
      await app.tap('#undo')
      expect(await app.value('#mark-practice')).toBe('55')
      await app.restart()
      await app.tap('#year-2025')
      expect(await app.value('#mark-practice')).toBe('55')
    }))

  it('does not come back over a restored backup', () =>
    withTyped(async app => {
      await app.tab(3)
      await app.tap('#backup-copy')
      const { data } = (await app.wxCalls('setClipboardData')).at(-1)!.args[0] as { data: string }
      await app.tap('#backup-restore')
      await app.page.frameLocator('#top').locator('#backup-input .wx-field').fill(data.replace('55', '40'))
      await app.settle()
      await app.tap('#backup-confirm')
      await app.tab(1)
      expect(await app.value('#mark-practice')).toBe('40')
      expect(await hasDot(app, 2025)).toBe(false)
      await app.tab(3)
      await app.tap('#undo')
      await app.tab(1)
      expect(await app.value('#mark-practice')).toBe('55')
    }))

  it('goes with 删除全部', () =>
    withTyped(async app => {
      await app.tab(3)
      await app.answer('showModal', { confirm: true, cancel: false })
      await app.tap('#delete-all')
      expect(await app.storage()).toEqual({})
      await app.tab(1)
      expect(await app.value('#mark-practice')).toBe('')
      expect(await app.exists('.unsaved')).toBe(false)
    }))

  it('goes with its year', () =>
    withTyped(async app => {
      await app.answer('showModal', { confirm: true, cancel: false })
      await app.tap('#remove-year')
      await app.tap('#undo')
      await app.tap('#year-2025')
      expect(await app.value('#mark-practice')).toBe('55')
    }))
})

it('what the first run chose is there on 成绩, after a restart, and in what is saved', () =>
  withProduct({}, async app => {
    await app.open()
    await app.pick('#level', 2)
    await app.pick('#specialty', 2)
    await app.tab(1)
    expect(await app.exists('#mark-management')).toBe(false)
    expect(await app.text('#specialty')).toContain('化工安全')
    await app.restart()
    expect(await app.attribute('#level', 'aria-label')).toBe('考试级别，免二科')
    await app.tab(1)
    await app.input('#mark-law', '71')
    await app.tap('#save-scores')
    await app.tap('#keep-mark')
    expect(await savedCandidate(app)).toMatchObject({ level: 'exempt-two', specialty: 'chemical' })
  }))

it('an older record is read, and from then on every key keeps the time of its last edit', () =>
  withProduct({ storage: stored(STORY, 1) }, async app => {
    await app.open(SCORES)
    await app.tap('#year-2025')
    await app.input('#mark-practice', '58')
    await app.tap('#save-scores')
    const { state, version } = JSON.parse(String((await app.storage()).candidate))
    expect([version, state.edited]).toEqual([
      3,
      { 'sitting:2025': expect.stringMatching(/^2026-11-23T01:00:0\d\.\d{3}Z$/) },
    ])
  }))
