import type { WeappDriver } from '../../packages/weapp-runner/src/index'
import { STORY, savedCandidate, stored, withProduct } from './support/product'

jest.setTimeout(180_000)

const SCORES = 'pages/scores/index'
const FULL = 0
const EXEMPT_ONE = 1
const COAL_MINE = 0
const CONSTRUCTION = 4

const words = async (app: WeappDriver, selector: string) => (await app.text(selector)).replace(/\s+/g, ' ')
const sat = (as: object) => STORY.sittings.map(sitting => ({ examYear: sitting.examYear, ...as, marks: sitting.marks }))
const PASSED = { ...STORY, sittings: [...STORY.sittings.slice(0, 2), { examYear: 2026, marks: { practice: 68 } }] }

describe('changing the level', () => {
  it('asks once what the years so far were sat as, shows what it comes to, and can be taken back', () =>
    withProduct({ storage: stored(STORY) }, async app => {
      await app.open(SCORES)
      await app.pick('#level', EXEMPT_ONE)
      expect(await words(app, '#sat-as-sheet')).toContain(
        '以前那几年是按什么级别考的？ 关闭 换成免一科之前问一次：2024、2025、2026 年。',
      )
      expect(await words(app, '#sat-as-sheet')).toMatch(
        /选“考全科”，换了以后 还差 3 科 法律法规 2024 年 71 分 未计入 考全科时通过，能否带入由报名审核决定 .*专业实务 还没考 2026 年按考全科考，出分后也先不计入/,
      )
      expect(await savedCandidate(app)).toEqual(STORY)
      await app.tap('#was-mistaken')
      expect(await app.text('#sat-as-result')).toBe('还差《专业实务》')
      await app.tap('#was-so')
      await app.tap('#confirm-change')
      expect(await savedCandidate(app)).toEqual({ ...STORY, level: 'exempt-one', sittings: sat({ level: 'full' }) })
      expect(await app.exists('#sat-as-sheet')).toBe(false)
      await app.tab(0)
      expect(await words(app, '#standing-law')).toMatch(/还没考.*2024 年 71 分 未计入 考全科时通过/)
      await app.tap('#undo')
      expect(await savedCandidate(app)).toEqual(STORY)
    }))

  it('leaves the years alone where the old choice was a mistake, and everything where nothing is changed', () =>
    withProduct({ storage: stored(STORY) }, async app => {
      await app.open(SCORES)
      await app.pick('#level', EXEMPT_ONE)
      await app.tap('#keep-choice')
      expect(await savedCandidate(app)).toEqual(STORY)
      expect(await app.text('#level')).toContain('考全科')
      await app.pick('#level', EXEMPT_ONE)
      await app.tap('#was-mistaken')
      await app.tap('#confirm-change')
      expect(await savedCandidate(app)).toEqual({ ...STORY, level: 'exempt-one' })
      await app.pick('#level', FULL)
      expect(await words(app, '#sat-as-sheet')).toContain('换成考全科之前问一次')
    }))

  it('asks nothing where no year was sat', () =>
    withProduct({ storage: stored({ ...STORY, sittings: [] }) }, async app => {
      await app.open(SCORES)
      await app.pick('#level', EXEMPT_ONE)
      expect(await savedCandidate(app)).toEqual({ ...STORY, level: 'exempt-one', sittings: [] })
    }))
})

describe('changing the specialty', () => {
  it('asks about the years with 专业实务, and says why a pass does not count', () =>
    withProduct(
      { storage: stored({ ...PASSED, specialty: 'coal-mine', sittings: PASSED.sittings.slice(2) }) },
      async app => {
        await app.open(SCORES)
        await app.pick('#specialty', COAL_MINE)
        expect(await app.exists('#sat-as-sheet')).toBe(false)
        await app.pick('#specialty', CONSTRUCTION)
        expect(await words(app, '#sat-as-sheet')).toContain('2026 年的实务是按什么专业考的？')
        expect(await words(app, '#sat-as-sheet')).toContain('煤矿安全的实务，对建筑施工安全不算')
        await app.tap('#confirm-change')
        expect(await savedCandidate(app)).toMatchObject({
          specialty: 'construction',
          sittings: [{ examYear: 2026, specialty: 'coal-mine' }],
        })
      },
    ))

  it('shows who holds a certificate the way by 增报专业, which keeps it', () =>
    withProduct({ storage: stored(PASSED), now: '2027-05-10T09:00:00+08:00' }, async app => {
      await app.open(SCORES)
      await app.pick('#specialty', CONSTRUCTION)
      expect(await words(app, '#add-instead')).toContain('你已有其他安全的证书，再考一个专业用“增报专业”')
      await app.tap('#add-instead')
      expect(await words(app, '#sat-as-sheet')).toContain('其他安全的实务，已用在你的证书上，这里不算')
      await app.tap('#confirm-change')
      expect(await savedCandidate(app)).toEqual({
        level: 'added-specialty',
        specialty: 'construction',
        sittings: PASSED.sittings.map(({ examYear, marks }) => ({
          examYear,
          level: 'full',
          specialty: 'other',
          marks,
        })),
      })
      await app.tab(0)
      expect(await app.text('#headline')).toBe('增报建筑施工安全，还差《专业实务》')
      expect(await words(app, '#earlier-certificates')).toContain('其他安全 已取证 2026 年 · 考全科 · 四科合格')
      expect(await words(app, 'body')).toContain('专业类别考试合格证明')
    }))
})

it('what one year was sat as is mended at that year, whose own subjects stand there', () =>
  withProduct({ storage: stored({ ...STORY, level: 'exempt-one', sittings: sat({ level: 'full' }) }) }, async app => {
    await app.open(SCORES)
    await app.tap('#year-2025')
    expect(await words(app, '#sat-as')).toBe('2025 年报考 考全科 · 其他安全 ▾')
    expect(await app.exists('#mark-technology')).toBe(true)
    expect(await words(app, 'body')).toContain('安全生产管理 合格 按考全科考的，这里不计入')
    await app.tap('#sat-as')
    await app.pick('#sitting-level', EXEMPT_ONE)
    expect(await app.exists('#mark-technology')).toBe(false)
    expect(await app.exists('#year-2025 .unsaved')).toBe(true)
    await app.tap('#save-scores')
    expect(await savedCandidate(app)).toMatchObject({
      sittings: [{ level: 'full' }, { examYear: 2025, marks: { technology: 60 } }, { level: 'full' }],
    })
    expect(await app.text('#landed')).toContain('《安全生产管理》管到 2027 年')
  }))
