import type { EndorsementValue } from '@zhuan/api/record'
import VECTORS from '../../packages/exam/tests/vectors/endorsements.json'
import type { WeappDriver } from '../../packages/weapp-runner/src/index'
import { launchProduct, STORY, stored as storedRecord, withProduct } from './support/product'

jest.setTimeout(180_000)

const PAGE = 'certificate/endorsements/index'

/** 2026-05-11 as the page writes it in that year. */
const words = (day: string): string => `${Number(day.slice(5, 7))} 月 ${Number(day.slice(8))} 日`
const daysFrom = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000

const stored = (endorsements: EndorsementValue[]) =>
  storedRecord(STORY, undefined, {
    endorsements: Object.fromEntries(endorsements.map((each, index) => [`e${index}`, each])),
  })

describe('加注管理', () => {
  let app: WeappDriver

  const text = async (selector: string) => (await app.text(selector)).replace(/\s+/g, ' ').trim()
  const kept = async () =>
    Object.values(
      (JSON.parse(String((await app.storage()).candidate)) as { state: { endorsements: Record<string, unknown> } })
        .state.endorsements,
    )

  beforeAll(async () => {
    app = await launchProduct()
  })

  afterEach(async () => {
    expect(await app.errors()).toEqual([])
  })

  afterAll(() => app.close())

  it.each(VECTORS)('says what the contract says: $name', async ({ endorsements, asOf, expected }) => {
    await app.setNow(`${asOf}T09:00:00+08:00`)
    await app.setStorage(stored(endorsements))
    await app.open(PAGE)
    const { valid, slotsUsed, nextPossible } = expected
    expect(await text('#endorsement-standing')).toContain(`近 90 天已申请 ${slotsUsed} / 3 次`)
    expect(await text('#next-possible')).toBe(
      nextPossible === asOf
        ? '现在就能申请。'
        : `最早 ${words(nextPossible)}可再申请，还有 ${daysFrom(asOf, nextPossible)} 天。`,
    )
    for (const [index, { appliedOn, days, lastDay, daysLeft }] of valid.entries()) {
      const state = daysLeft === 0 ? '今天到期' : `有效，还有 ${daysLeft} 天`
      expect(await text(`#endorsement-${index + 1}`)).toBe(
        `${words(appliedOn)}申请 ${state} ${days} 天 · 至 ${words(lastDay)}`,
      )
    }
    expect(await app.exists(`#endorsement-${endorsements.length + 1}`)).toBe(false)
  })

  it('writes one down, changes it, takes it away', async () => {
    await app.setNow('2026-02-10T09:00:00+08:00')
    await app.setStorage(stored([]))
    await app.open(PAGE)
    await app.tap('#add-endorsement')
    await app.pick('#endorsement-day', '2026-02-08')
    await app.pick('#endorsement-days', 29)
    await app.page.frameLocator('#top').locator('#endorsement-purpose .wx-field').fill('投标')
    await app.tap('#save-endorsement')
    expect(await kept()).toEqual([{ appliedOn: '2026-02-08', days: 30, purpose: '投标' }])
    expect(await text('#endorsement-1')).toBe('2 月 8 日申请 有效，还有 27 天 30 天 · 投标 · 至 3 月 9 日')

    await app.restart()
    await app.tap('#endorsement-1')
    await app.pick('#endorsement-days', 89)
    await app.tap('#save-endorsement')
    expect(await kept()).toEqual([{ appliedOn: '2026-02-08', days: 90, purpose: '投标' }])

    await app.answer('showModal', { confirm: false, cancel: true })
    await app.tap('#endorsement-1')
    await app.tap('#remove-endorsement')
    expect(await kept()).toHaveLength(1)
    await app.answer('showModal', { confirm: true, cancel: false })
    await app.tap('#remove-endorsement')
    expect(await kept()).toEqual([])
    expect(await text('#endorsement-standing')).toContain('0 / 3 次')
  })

  it('offers days of 1 to 90 up to today, and says of a fourth why it would be refused, without losing it', async () => {
    await app.setNow('2026-04-05T09:00:00+08:00')
    await app.setStorage(stored(VECTORS[4]!.endorsements))
    await app.open(PAGE)
    expect(await text('#add-endorsement')).toBe('记一次加注（5 月 11 日起能申请）')
    await app.tap('#add-endorsement')
    expect(await app.attribute('#endorsement-days', 'range')).toHaveLength(90)
    expect(await app.attribute('#endorsement-day', 'end')).toBe('2026-04-05')
    expect(await text('#endorsement-warning')).toContain('已经申请过 3 次')
    await app.pick('#endorsement-day', '2026-01-05')
    expect(await text('#endorsement-warning')).toBe('')
    await app.pick('#endorsement-day', '2026-04-05')
    await app.tap('#save-endorsement')
    expect(await kept()).toHaveLength(4)
    expect(await text('#endorsement-standing')).toContain('4 / 3 次')
  })

  it('keeps what was written down with the phone’s clock ahead, and says that its day has not come', async () => {
    await app.setNow('2026-02-01T09:00:00+08:00')
    await app.setStorage(stored([{ appliedOn: '2026-02-10', days: 30 }]))
    await app.open(PAGE)
    expect(await text('#endorsement-1')).toContain('还没到申请日')
    expect(await text('#endorsement-standing')).toContain('0 / 3 次')
  })
})

it('says when the phone has no room, and keeps the sheet open', () =>
  withProduct({ storage: stored([]), device: { storageBytes: JSON.stringify(stored([])).length + 20 } }, async app => {
    await app.open(PAGE)
    await app.tap('#add-endorsement')
    await app.tap('#save-endorsement')
    expect(await app.text('#endorsement-fault')).toContain('存储空间已满')
    expect(await app.exists('#save-endorsement')).toBe(true)
  }))
