import type { WeappDriver } from '../../packages/weapp-runner/src/index'
import { launchProduct, savedCandidate } from './support/product'

jest.setTimeout(180_000)

describe('somebody with three years behind them', () => {
  let app: WeappDriver

  beforeAll(async () => {
    app = await launchProduct()
    await app.open()
  })

  afterEach(async () => {
    expect(await app.errors()).toEqual([])
  })

  afterAll(() => app.close())

  const tapAll = async (...cells: string[]) => {
    for (const cell of cells) await app.tap(`#first-${cell}`)
  }

  it('says which years were passed, in one screen, and each tap what it comes to', async () => {
    await app.pick('#specialty', 2)
    await tapAll('2024-law')
    expect(await app.text('#first-2025-law')).toBe('有效')
    expect(await app.text('#first-outcome')).toContain('《法律法规》管到 2027 年')
    await tapAll('2025-management', '2025-technology', '2025-practice', '2025-practice', '2026-practice')
    expect(await app.text('#first-2025-practice')).toBe('没过')
    expect(await app.text('#first-2026-practice')).toBe('待出分')
    expect(await app.text('#first-outcome')).toContain('还差《专业实务》，等 2026 年成绩')
  })

  it('a tap sends what changed, 1 KB at most', async () => {
    const tapped = await app.measure(() => tapAll('2023-law'))
    expect(tapped.count).toBe(1)
    expect(tapped.bytes).toBeLessThanOrEqual(1000)
    await tapAll('2023-law', '2023-law', '2023-law')
    expect(await app.text('#first-2023-law')).toBe('')
  })

  it('earlier years are a tap away', async () => {
    await app.tap('#other-years')
    expect(await app.exists('#first-2019-law')).toBe(true)
    await app.tap('#other-years')
    expect(await app.text('#first-2024-law')).toContain('合格')
  })

  it('finds on 成绩 what was chosen, and comes back to it', async () => {
    await app.tab(1)
    expect(await app.exists('#year-2025')).toBe(true)
    expect(await app.text('#specialty')).toContain('化工安全')
    await app.tab(0)
    expect(await app.text('#first-2024-law')).toContain('合格')
  })

  it('is done with one more tap', async () => {
    await app.tap('#start')
    expect(await app.text('#headline')).toBe('还差《专业实务》')
    expect(await savedCandidate(app)).toEqual({
      level: 'full',
      specialty: 'chemical',
      sittings: [
        { examYear: 2024, marks: { law: 'passed' } },
        { examYear: 2025, marks: { management: 'passed', technology: 'passed', practice: 'failed' } },
        { examYear: 2026, marks: { practice: 'pending' } },
      ],
    })
  })
})
