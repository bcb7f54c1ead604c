import type { WeappDriver } from '../../packages/weapp-runner/src/index'
import { STORY, savedCandidate, stored, withProduct } from './support/product'

jest.setTimeout(180_000)

const words = async (app: WeappDriver, selector: string) => (await app.text(selector)).replace(/\s+/g, ' ')
const BEFORE = { ...STORY, sittings: STORY.sittings.slice(0, 2) }
const on = (minute: string, candidate: unknown, run: (app: WeappDriver) => Promise<void>) =>
  withProduct({ storage: stored(candidate), now: `${minute}:00+08:00` }, async app => {
    await app.open()
    await run(app)
  })

describe('进度 around the exam', () => {
  it('counts to the own paper on the eve, with all papers and their hours', () =>
    on('2026-10-23T20:15', BEFORE, async app => {
      expect(await app.text('#headline')).toBe('后天下午，考最后一科')
      expect(await words(app, '#next-milestone')).toMatch(/距《专业实务》开考 官方 2 天.*10 月 25 日 14:00.*考试安排/)
      expect(await words(app, '#paper-law')).toMatch(/09:00 – 11:30 法律法规 已合格，不用考/)
      expect(await words(app, '#paper-practice')).toMatch(/14:00 – 16:30 专业实务.*你要考/)
      expect(await app.exists('#standing-practice')).toBe(true)
      expect(await app.exists('#what-if')).toBe(true)
    }))

  it('names the hour on the day, and asks when the last paper is over: one tap', () =>
    on('2026-10-25T08:10', BEFORE, async app => {
      expect(await words(app, '#next-milestone')).toMatch(/今天 周日 官方 14:00 到 16:30 专业实务.*考试安排/)
      const before = (await app.metrics()).setData.count
      await app.advance(60_000)
      expect((await app.metrics()).setData.count).toBe(before)
      await app.setNow('2026-10-25T16:28:30+08:00')
      await app.advance(60_000)
      expect(await app.text('#headline')).toBe('正在考《专业实务》')
      await app.advance(60_000)
      expect(await app.text('#headline')).toBe('考完了，辛苦')
      await app.tap('#sat')
      expect(await savedCandidate(app)).toEqual(STORY)
      expect(await app.text('#headline')).toBe('考完了，等出分')
      expect(await words(app, '#next-milestone')).toContain('考试')
      await app.tap('#undo')
      expect(await savedCandidate(app)).toEqual(BEFORE)
    }))

  it('whoever has not said so is asked until the scores may be out', () =>
    on('2026-11-23T09:00', BEFORE, async app => {
      expect(await words(app, '#next-milestone')).toContain('距 2026 年成绩公布')
      await app.tap('#sat-not')
      expect(await savedCandidate(app)).toMatchObject({ sittings: [{}, {}, { marks: { practice: 'absent' } }] })
      expect(await app.exists('#sat-not')).toBe(false)
    }))
})

describe('进度 while the scores may be out', () => {
  it('asks for them first, says what they decide, and opens the year', () =>
    on('2026-12-25T10:05', STORY, async app => {
      expect(await app.text('#headline')).toBe('2026 年成绩出来了吗？')
      expect(await words(app, '#next-milestone')).toContain('近三年都在 12 月 26 – 29 日公布')
      expect(await words(app, 'body')).toContain('最迟 2027 年考过，那年《法律法规》到期')
      await app.tab(1)
      await app.tap('#year-2024')
      await app.tab(0)
      await app.tap('#enter-scores')
      expect((await app.pageStack()).map(({ route }) => route)).toEqual(['pages/scores/index'])
      expect(await app.exists('#mark-practice')).toBe(true)
    }))

  it('还没出 puts the question away for the day, over a restart, and no longer', () =>
    on('2026-12-25T10:05', STORY, async app => {
      await app.tap('#not-yet')
      expect(await app.text('#headline')).toBe('还差《专业实务》')
      expect(await words(app, '#next-milestone')).toContain('2026 年成绩公布 预计 随时可能公布')
      await app.restart()
      expect(await app.exists('#not-yet')).toBe(false)
      await app.background()
      await app.foreground({ now: '2026-12-26T08:00:00+08:00' })
      expect(await app.text('#headline')).toBe('2026 年成绩出来了吗？')
    }))

  it('这一年没考 is one tap, and can be taken back', () =>
    on('2027-01-05T10:05', STORY, async app => {
      expect(await words(app, '#next-milestone')).toContain('还没确认公布')
      await app.tap('#not-sat')
      expect(await savedCandidate(app)).toMatchObject({ sittings: [{}, {}, { marks: { practice: 'not-registered' } }] })
      expect(await app.text('#headline')).toBe('还差《专业实务》')
      await app.tap('#undo')
      expect(await savedCandidate(app)).toEqual(STORY)
    }))
})

describe('进度 with everything passed', () => {
  const PASSED = { ...STORY, sittings: [...BEFORE.sittings, { examYear: 2026, marks: { practice: 68 } }] }

  it('tells it year by year, and is 可取证 until the certificate is in hand', () =>
    on('2026-12-28T10:20', PASSED, async app => {
      expect(await app.text('#headline')).toBe('四科都合格了')
      expect(await words(app, '#certificate')).toMatch(
        /可取证.*2024 《法律法规》71 分 第一科，管到 2027 年.*2026 年可取证/,
      )
      expect(await app.text('#standing-practice')).toBe('《专业实务》68 分')
      expect(await words(app, '#next-milestone')).toMatch(/电子证书 预计 1 月下旬 – 2 月.*考后审核/)
      const { candidate } = await app.storage()
      const record = JSON.parse(String(candidate))
      record.state.checklists = { 'downloaded-2026': { done: ['downloaded'] } }
      await app.setStorage({ candidate: JSON.stringify(record) })
      await app.restart()
      expect(await words(app, '#certificate')).toContain('2026 年已取证')
    }))

  it('whoever adds a specialty keeps the certificate, and is told what is reached', () =>
    on(
      '2027-11-28T09:41',
      {
        level: 'added-specialty',
        specialty: 'construction',
        sittings: [
          ...PASSED.sittings.map(sitting => ({ ...sitting, level: 'full', specialty: 'chemical' })),
          { examYear: 2027, marks: { practice: 'pending' } },
        ],
      },
      async app => {
        expect(await app.text('#headline')).toBe('增报建筑施工安全，等出分')
        expect(await words(app, '#standing-practice')).toMatch(/2026 年 68 分 未计入 化工安全的实务，已用在你的证书上/)
        expect(await words(app, '#earlier-certificates')).toMatch(/化工安全 已取证 2026 年 · 考全科 · 四科合格/)
        expect(await words(app, 'body')).toContain('专业类别考试合格证明')
      },
    ))
})
