import type { Device, WeappDriver } from '../../packages/weapp-runner/src/index'
import { PAGES } from '../../src/platform/routes'
import type { CandidateRecord } from '../../src/stores/record'
import { audit } from './support/audit'
import { expectAsked, launchProduct, STORY, stored } from './support/product'

jest.setTimeout(180_000)

const FULL: Partial<CandidateRecord> = {
  region: '湖南',
  endorsements: Object.fromEntries(
    ['2026-11-01', '2026-10-01', '2026-09-01', '2026-03-01'].map((appliedOn, index) => [
      `e${index}`,
      { appliedOn, days: 30 * (3 - (index % 3)), purpose: '投标文件里要附的电子证书，给招标代理机构看' },
    ]),
  ),
  checklists: {
    'certificate-2025': { done: ['step-1'] },
    'downloaded-2025': { done: ['downloaded'] },
    'review-2025': { done: ['id-card'] },
  },
  certificate: { examYear: 2025, issuedOn: '2026-01-20', paperReceived: '2026-05-06' },
}
const DONE = {
  ...STORY,
  sittings: [{ examYear: 2025, marks: { law: 71, management: 66, technology: 60, practice: 68 } }],
}

/** A finger's width on the phone that the design is drawn on; smaller phones draw everything smaller. */
const FINGER = 44
const DESIGN_WIDTH = 375

const CASES: [name: string, storage: Record<string, unknown>, device: Partial<Device>][] = [
  ['nobody yet', {}, {}],
  ['everything done, in the dark', stored(DONE, undefined, FULL), { colorScheme: 'dark' }],
  [
    'everything done, in the largest type on a small phone',
    stored(DONE, undefined, FULL),
    { fontSizeSetting: 23, width: 320 },
  ],
]

const CERTIFICATE_PAGES = Object.values(PAGES).filter(page => page.startsWith('certificate/'))

describe.each(CASES)('every page of certificate/, opened by its path: %s', (_, storage, device) => {
  let app: WeappDriver

  beforeAll(async () => {
    app = await launchProduct({ storage, device })
  })

  afterAll(() => app.close())

  it.each(CERTIFICATE_PAGES)('%s', async page => {
    await app.open(page)
    expect((await app.text()).trim().length).toBeGreaterThan(30)
    expect((await app.metrics()).firstContent?.setDataCalls).toBe(1)
    const findings = await audit(app, {
      tapTarget: Math.floor((FINGER * (device.width ?? DESIGN_WIDTH)) / DESIGN_WIDTH),
    })
    // WeChat only advises on style sheets shared between pages
    expect(findings.filter(({ rule }) => rule !== 'unused-wxss')).toEqual([])
    const [shown, wide] = await app.page
      .frames()
      .at(-1)!
      .evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollWidth])
    expect(wide).toBe(shown)
    // Where something was endorsed a reminder is offered, and its template asked for.
    const offersReminder = page === PAGES.endorsements && 'candidate' in storage
    await expectAsked(app, ...(offersReminder ? ['/v1/templates'] : []))
    expect(await app.errors()).toEqual([])
  })
})
