import type { WeappDriver } from '../../packages/weapp-runner/src/index'
import { type CandidateRecord, RECORD_VERSION } from '../../src/stores/record'
import { launchProduct, stored } from './support/product'

jest.setTimeout(180_000)

const NOW = 'certificate/now/index'
const ON = '2026-02-10T09:00:00+08:00'
const full = (...sittings: unknown[]) => ({ level: 'full', specialty: 'chemical', sittings })
const LAW = { examYear: 2024, marks: { law: 71 } }
const COMPLETED = full(LAW, { examYear: 2025, marks: { management: 66, technology: 60, practice: 68 } })
const storage = (candidate: unknown, region: string | null, more: Partial<CandidateRecord> = {}) =>
  stored(candidate, RECORD_VERSION, { region, ...more })

describe('whose sitting of 2025 completed the exam, as of 2026-02-10 in 湖南', () => {
  let app: WeappDriver

  const text = async (selector: string) => (await app.text(selector)).replace(/\s+/g, ' ').trim()
  const record = async () => (JSON.parse(String((await app.storage()).candidate)) as { state: CandidateRecord }).state
  /** What 现在该做什么 says after a restart of the app. */
  const nextAfterRestart = async () => {
    await app.open(NOW)
    return text('#next-step')
  }

  beforeAll(async () => {
    app = await launchProduct({ now: ON, storage: storage(COMPLETED, '湖南') })
  })

  afterEach(async () => {
    expect(await app.errors()).toEqual([])
  })

  afterAll(() => app.close())

  it('finds from 我的 what to do now: the review, with no deadline that nobody gave', async () => {
    await app.open('pages/me/index')
    await app.tap('#open-now')
    expect(await text('#next-step')).toBe('湖南 · 2025 年度 预计 全部合格，先看要不要审核 一般出分后 1 个月内通知')
    expect(await text('#step-1')).toContain('成绩公布后 30 日内')
    expect(await text('#step-2')).toContain('下载电子证书')
    expect(await text('#step-3')).toContain('领纸质证书')
    expect(await text('#step-4')).toContain('注册')
    expect(await app.exists('#step-5')).toBe(false)
  })

  it('gathers the papers of the review, one by one', async () => {
    await app.tap('#do-next')
    expect(await text('#region-review')).toMatch(/湖南往年有考后审核.*还没见到 2025 年度的通知/)
    expect(await text('#papers-ready')).toBe('0 / 4 备齐')
    for (const paper of ['registration-form', 'id-card', 'education', 'work-years']) await app.tap(`#check-${paper}`)
    expect(await text('#papers-ready')).toBe('4 / 4 备齐')
    await app.tap('#check-papers-ready')
    expect((await record()).checklists).toEqual({
      'review-2025': { done: ['registration-form', 'id-card', 'education', 'work-years'] },
      'papers-ready-2025': { done: ['papers-ready'] },
    })
    expect(await nextAfterRestart()).toContain('看看电子证书能不能下载')
  })

  it('goes through the five steps; the address is copied on a tap only, and stands there where it may not be', async () => {
    await app.tap('#do-next')
    expect(await app.wxCalls('setClipboardData')).toEqual([])
    await app.answer('setClipboardData', {
      errMsg: 'setClipboardData:fail privacy permission is not authorized',
      errno: 104,
    })
    await app.tap('#copy-address')
    expect(await text('#copy-result')).toContain('www.cpta.com.cn')
    await app.answer('setClipboardData', { errMsg: 'setClipboardData:ok' })
    await app.tap('#copy-address')
    expect(await text('#copy-result')).toBe('网址已复制，到浏览器里打开。')
    expect((await app.wxCalls('setClipboardData')).at(-1)).toMatchObject({ args: [{ data: 'www.cpta.com.cn' }] })
    for (const step of [1, 2, 3]) await app.tap(`#step-${step}`)
    await app.open('certificate/download/index')
    expect(await app.attribute('#step-3', 'aria-checked')).toBe(true)
    expect(await app.attribute('#step-4', 'aria-checked')).toBe(false)
    for (const step of [4, 5]) await app.tap(`#step-${step}`)
    expect((await record()).checklists['download-2025']).toEqual({
      done: ['step-1', 'step-2', 'step-3', 'step-4', 'step-5'],
    })
  })

  it('writes two endorsements down', async () => {
    await app.tap('#open-endorsements')
    for (const [day, index] of [
      ['2026-02-08', 89],
      ['2026-02-10', 29],
    ] as const) {
      await app.tap('#add-endorsement')
      await app.pick('#endorsement-day', day)
      await app.pick('#endorsement-days', index)
      await app.tap('#save-endorsement')
    }
    await app.open('certificate/endorsements/index')
    expect(await text('#endorsement-standing')).toContain('2 / 3 次')
    expect(await text('#endorsement-1')).toContain('2 月 10 日申请 有效，还有 29 天')
    expect(await text('#endorsement-2')).toContain('2 月 8 日申请 有效，还有 87 天')
    expect(Object.values((await record()).endorsements)).toEqual([
      { appliedOn: '2026-02-08', days: 90, purpose: '本人调用' },
      { appliedOn: '2026-02-10', days: 30, purpose: '本人调用' },
    ])
  })

  it('ticks off that the certificate is downloaded, then that the paper is in hand', async () => {
    await app.open('certificate/download/index')
    await app.tap('#check-downloaded')
    expect(await nextAfterRestart()).toContain('等纸质证书')
    await app.setNow('2026-04-20T09:00:00+08:00')
    expect(await nextAfterRestart()).toContain('留意领纸质证书的通知')
    await app.tap('#do-next')
    await app.tap('#check-received')
    expect(await record()).toMatchObject({
      checklists: { 'downloaded-2025': { done: ['downloaded'] }, 'received-2025': { done: ['received'] } },
      certificate: { examYear: 2025, paperReceived: '2026-04-20' },
    })
    expect(await nextAfterRestart()).toContain('证书到手，接下来是注册')
  })

  it('enters the day of issue, and is told the last day of registering', async () => {
    await app.tap('#do-next')
    await app.pick('#issued-on', '2026-01-20')
    expect(await text('#first-registration')).toContain('最晚 2031 年 1 月 20 日')
    expect(await nextAfterRestart()).toContain('最晚 2031 年 1 月 20 日')
    expect((await record()).certificate).toEqual({
      examYear: 2025,
      issuedOn: '2026-01-20',
      paperReceived: '2026-04-20',
    })
    expect(Object.keys((await record()).edited)).toEqual(
      expect.arrayContaining(['checklist:review-2025', 'checklist:received-2025', 'certificate']),
    )
  })

  it('takes a tick back, and is a step further back again', async () => {
    expect(await text('#ticked')).toMatch(/材料齐了.*已下载.*已领到/)
    await app.tap('#ticked #check-received')
    expect(await text('#next-step')).toContain('留意领纸质证书的通知')
    expect((await record()).certificate).toEqual({ examYear: 2025, issuedOn: '2026-01-20' })
  })

  it('reads every answer with its own figures', async () => {
    await app.open('certificate/questions/index')
    await app.tap('#question-first-registration')
    expect(await text('#answer-first-registration')).toContain('首次注册最晚 2031 年 1 月 20 日')
    await app.tap('#topic-window')
    expect(await app.exists('#question-tax')).toBe(false)
    await app.tap('#question-how-long')
    expect(await text('#answer-how-long')).toContain('你 2025 年已经全部合格')
  })
})

const OTHERS: [who: string, storage: Record<string, unknown>, words: string[]][] = [
  [
    'failed',
    storage(full(LAW, { examYear: 2025, marks: { management: 66, technology: 60, practice: 55 } }), '广东'),
    [
      '广东 · 2026 年度 往年参考 等 2026 年考试报名',
      '报名（2026 年）',
      '缴费（2026 年）',
      '打印准考证（2026 年）',
      '参加考试（2026 年）',
    ],
  ],
  [
    'has not registered',
    storage(full(LAW, { examYear: 2025, marks: { management: 'not-registered' } }), '广东'),
    ['等 2026 年考试报名', '报名（2026 年）'],
  ],
  [
    'waits in a region of which nothing is known',
    storage(full(LAW, { examYear: 2025, marks: { management: 66, technology: 60, practice: 'pending' } }), '西藏'),
    ['成绩可以查了', '查分', '填成绩，看能不能取证', '对分数有疑问，申请复核', '考后审核 预计'],
  ],
  ['has chosen no region', storage(COMPLETED, null), ['全国 · 2025 年度', '下载电子证书', '考后审核']],
  [
    'adds a specialty',
    storage(
      {
        level: 'added-specialty',
        specialty: 'construction',
        sittings: [
          {
            examYear: 2024,
            level: 'full',
            specialty: 'chemical',
            marks: { law: 61, management: 62, technology: 63, practice: 64 },
          },
          { examYear: 2025, marks: { practice: 'pending' } },
        ],
      },
      '湖南',
    ),
    ['成绩可以查了', '查分'],
  ],
]

describe('what now, for somebody who', () => {
  let app: WeappDriver

  beforeAll(async () => {
    app = await launchProduct({ now: ON })
  })

  afterAll(() => app.close())

  it.each(OTHERS)('%s', async (who, kept, [next, ...steps]) => {
    const text = async (selector: string) => (await app.text(selector)).replace(/\s+/g, ' ').trim()
    await app.setStorage(kept)
    await app.open(NOW)
    expect(await text('#next-step')).toContain(next!)
    for (const [index, step] of steps.entries()) expect(await text(`#step-${index + 1}`)).toContain(step)
    expect(await app.exists('#earlier-certificate')).toBe(who === 'adds a specialty')
    expect(await app.errors()).toEqual([])
  })

  it('has entered nothing: to choose a level', async () => {
    await app.setStorage({})
    await app.open(NOW)
    await app.tap('#start-first')
    expect((await app.pageStack()).map(({ route }) => route)).toEqual(['pages/progress/index'])
    expect(await app.errors()).toEqual([])
  })
})
