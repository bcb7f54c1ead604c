import type { WeappDriver } from '../../packages/weapp-runner/src/index'
import { ENGINES } from './support/engines'
import { launchProduct, STORY, savedCandidate } from './support/product'

jest.setTimeout(180_000)

const words = async (app: WeappDriver, selector: string) => (await app.text(selector)).replace(/\s+/g, ' ')

/** Chooses an exam year on 成绩; a year without marks is added. */
async function chooseYear(app: WeappDriver, year: number): Promise<void> {
  if (await app.exists(`#year-${year}`)) return app.tap(`#year-${year}`)
  const years = (await app.attribute('#add-year', 'range')) as string[]
  return app.pick('#add-year', years.indexOf(`${year} 年`))
}

const PENDING = 5

describe.each(ENGINES)('a candidate between the sitting of 2026 and its scores, on %s', engine => {
  let app: WeappDriver

  beforeAll(async () => {
    app = await launchProduct({ engine })
    await app.open()
  })

  afterEach(async () => {
    expect(await app.errors()).toEqual([])
  })

  afterAll(() => app.close())

  it('chooses level and specialty, leaves the years empty, and goes on to the scores', async () => {
    expect(await app.exists('#standing-law')).toBe(false)
    expect(await app.attribute('#level', 'range')).toEqual(['考全科', '免一科', '免二科', '增报专业'])
    expect(await app.exists('#first-2026-practice')).toBe(true)
    await app.tap('#start')
    expect(await words(app, '#standing-law')).toContain('还没考')
    await app.tap('#enter-first')
    expect((await app.pageStack()).map(({ route }) => route)).toEqual(['pages/scores/index'])
  })

  it('is offered the words that stand in place of a mark', async () => {
    const choices = ['填分数', '缺考', '违纪', '成绩无效', '未报考', '待出分', '合格', '没过']
    expect(await app.attribute('#mark-code-law', 'range')).toEqual(choices)
  })

  it('enters 2024 法规 71, told at once that it passed, and what it is worth when saved', async () => {
    await chooseYear(app, 2024)
    expect(await app.exists('#year-2026')).toBe(true)
    await app.input('#mark-law', '71')
    expect(await app.text()).toContain('合格')
    await app.tap('#save-scores')
    expect(await words(app, 'body')).toContain('《法律法规》管到 2027 年')
  })

  it('is told at the field why 59.5 is no mark; what was typed stays and is not saved', async () => {
    await chooseYear(app, 2025)
    await app.input('#mark-practice', '59.5')
    expect(await app.exists('#mark-fault-practice')).toBe(true)
    expect(await app.value('#mark-practice')).toBe('59.5')
    const before = await savedCandidate(app)
    await app.tap('#save-scores')
    expect(await savedCandidate(app)).toEqual(before)
  })

  it('enters 2025 管理 66, 技术 60, 实务 55', async () => {
    await app.input('#mark-management', '66')
    await app.input('#mark-technology', '60')
    await app.input('#mark-practice', '55')
    expect(await app.exists('#mark-fault-practice')).toBe(false)
    await app.tap('#save-scores')
    expect(await words(app, 'body')).toContain('《安全生产管理》《技术基础》管到 2028 年')
  })

  it('enters 2026 实务 待出分, which is kept as the contract says', async () => {
    await chooseYear(app, 2026)
    await app.pick('#mark-code-practice', PENDING)
    await app.tap('#save-scores')
    expect(await savedCandidate(app)).toEqual(STORY)
  })

  it('reads what is missing, by when, and what each pass is still worth', async () => {
    await app.tab(0)
    expect(await words(app, '#headline')).toContain('专业实务')
    expect(await words(app, 'body')).toContain('最迟 2027 年考试通过，否则《法律法规》成绩失效')
    expect(await words(app, '#standing-law')).toMatch(/最后一次机会 71 分 · 有效至 2027 年考试/)
    expect(await words(app, '#standing-management')).toMatch(/还剩 2 次机会 66 分 · 有效至 2028 年考试/)
    expect(await words(app, '#standing-practice')).toMatch(/待出分/)
  })

  it('sees the next milestone: scores, expected in about 31 days', async () => {
    expect(await words(app, '#next-milestone')).toMatch(/2026 年成绩公布 预计 约 31 天/)
  })

  it('asks what if the pending one is passed, and nothing is saved by asking', async () => {
    const before = await app.storage()
    await app.tap('#what-if')
    expect(await words(app, '#plan-result')).toContain('2027 年可取证')
    await app.tap('#plan-2026-practice-passed')
    expect(await words(app, '#plan-result')).toContain('2026 年可取证')
    await app.back()
    expect(await words(app, '#headline')).toContain('还差《专业实务》')
    expect(await app.storage()).toEqual(before)
  })

  it('takes a save back', async () => {
    await app.tab(1)
    await app.pick('#mark-code-practice', 1)
    await app.tap('#save-scores')
    expect(await savedCandidate(app)).not.toEqual(STORY)
    await app.tap('#undo')
    expect(await savedCandidate(app)).toEqual(STORY)
  })

  it('enters that a notice prolonged the pass of 2024, told until when it counts now, and takes it back', async () => {
    await chooseYear(app, 2024)
    await app.tap('#extensions')
    expect(await app.attribute('#extension-law', 'range')).toEqual(['不延长', '延长 1 年', '延长 2 年', '延长 3 年'])
    await app.pick('#extension-law', 1)
    expect(await words(app, '#extension-law')).toContain('到 2028 年')
    expect(await words(app, 'body')).toContain('《法律法规》管到 2028 年')
    const [sitting, ...others] = STORY.sittings
    expect(await savedCandidate(app)).toEqual({
      ...STORY,
      sittings: [{ ...sitting, extensionYears: { law: 1 } }, ...others],
    })
    await app.tap('#undo')
    expect(await savedCandidate(app)).toEqual(STORY)
  })

  it('chooses a region on 日历, which 我的 then shows', async () => {
    await app.tab(2)
    const regions = (await app.attribute('#region', 'range')) as string[]
    expect(regions[0]).toContain('全国')
    await app.pick('#region', 3)
    await app.tab(3)
    expect(await words(app, '#region')).toContain(regions[3])
  })

  it('sees the milestones of the exam year in order', async () => {
    await app.tab(2)
    const shown = ['registration', 'exam', 'score-release', 'e-certificate'].map(kind => `#milestone-${kind}`)
    for (const milestone of shown) expect(await app.exists(milestone)).toBe(true)
    expect(await app.attribute('#exam-year', 'mode')).toBe('selector')
  })

  it('changes 2026 实务 to 68 and sees the certificate', async () => {
    await app.tab(1)
    await chooseYear(app, 2026)
    await app.pick('#mark-code-practice', 0)
    await app.input('#mark-practice', '68')
    await app.tap('#save-scores')
    await app.tap('#keep-mark')
    await app.tab(0)
    expect(await words(app, '#headline')).toContain('都合格')
    expect(await words(app, 'body')).toContain('2026 年可取证')
  })

  it('finds everything again after a restart', async () => {
    const before = await app.storage()
    await app.restart()
    expect(await words(app, '#headline')).toContain('都合格')
    expect(await app.storage()).toEqual(before)
  })

  it('copies a backup, deletes everything after a question, and restores the backup', async () => {
    await app.open('pages/me/index')
    const before = await savedCandidate(app)
    await app.tap('#backup-copy')
    const copied = (await app.wxCalls('setClipboardData')).at(-1)?.args[0] as { data: string }
    await app.tap('#delete-all')
    expect(await savedCandidate(app)).toEqual(before)
    await app.answer('showModal', { confirm: true, cancel: false })
    await app.tap('#delete-all')
    expect(JSON.stringify(await app.storage())).not.toContain('sittings')
    await app.tap('#backup-restore')
    await app.page.frameLocator('#top').locator('#backup-input .wx-field').fill(copied.data)
    await app.settle()
    expect(await words(app, '#backup-preview')).toContain('2026')
    await app.tap('#backup-confirm')
    expect(await savedCandidate(app)).toEqual(before)
  })
})
