import { readFileSync } from 'node:fs'
import { buildProduct } from '../../bench/weapp/build'
import type { WeappDriver } from '../../packages/weapp-runner/src/index'
import type { CandidateRecord } from '../../src/stores/record'
import { ENGINES } from './support/engines'
import { outline } from './support/outline'
import { launchProduct, STORY, stored } from './support/product'

jest.setTimeout(180_000)

/** Every page there is: what is added to app.json is in by itself. */
async function allPages(): Promise<string[]> {
  const { pages, subPackages } = JSON.parse(readFileSync(`${await buildProduct()}/app.json`, 'utf8')) as {
    pages: string[]
    subPackages: { root: string; pages: string[] }[]
  }
  return [...pages, ...subPackages.flatMap(({ root, pages: inRoot }) => inRoot.map(page => `${root}/${page}`))]
}

const EVERYTHING: Partial<CandidateRecord> = {
  region: '湖南',
  endorsements: { e0: { appliedOn: '2026-11-01', days: 60, purpose: '投标 & <资格审查> "原件"' } },
  checklists: { 'certificate-2025': { done: ['step-1'] }, 'review-2025': { done: ['id-card'] } },
  certificate: { examYear: 2025, issuedOn: '2026-01-20', paperReceived: '2026-05-06' },
}
const PASSED = {
  ...STORY,
  sittings: [{ examYear: 2025, marks: { law: 71, management: 66, technology: 60, practice: 68 } }],
}

const RECORDS: [name: string, storage: Record<string, unknown>][] = [
  ['nobody yet', {}],
  ['the story', stored(STORY)],
  ['everything done', stored(PASSED, undefined, EVERYTHING)],
]

describe(`every page on ${ENGINES.join(' and ')}`, () => {
  let apps: WeappDriver[]

  beforeAll(async () => {
    apps = await Promise.all(ENGINES.map(engine => launchProduct({ engine })))
  })

  afterAll(async () => {
    for (const app of apps) {
      // what a failed run left unread must not hide why it failed
      await app.errors().catch(() => [])
      await app.close()
    }
  })

  it.each(RECORDS)('shows the same: %s', async (_, storage) => {
    const pages = await allPages()
    /** What stands on each page; the app is brought there as by a message, which is quicker than starting it anew. */
    const walk = async (app: WeappDriver) => {
      const shown: Record<string, ReturnType<typeof outline>> = {}
      await app.setStorage(storage)
      await app.open()
      for (const page of pages) {
        await app.foreground({ url: page })
        expect((await app.pageStack()).map(({ route }) => route)).toEqual([page])
        shown[page] = await app.page.frameLocator('#top').locator('body').evaluate(outline)
      }
      return shown
    }
    const [first, ...others] = await Promise.all(apps.map(walk))
    for (const app of apps) expect(await app.errors()).toEqual([])
    for (const [page, { text, elements }] of Object.entries(first!)) {
      expect(text.trim().length).toBeGreaterThan(20)
      expect(elements.length).toBeGreaterThan(10)
      for (const other of others) expect({ page, ...other[page] }).toEqual({ page, text, elements })
    }
  })

  // On the newer one, subscribing.test.ts looks at every answer.
  it(`lets a tap open WeChat’s window for reminders within the user’s gesture, on ${ENGINES.at(-1)}`, async () => {
    const app = apps.at(-1)!
    const templates = { templates: { 'score-release': 'a' }, titles: { a: '考试成绩通知' }, shared: [] }
    await app.answer('request', { statusCode: 200, header: {}, data: templates })
    await app.answer('requestSubscribeMessage', { a: 'reject' })
    await app.setStorage(stored(STORY))
    await app.open('pages/welcome/index')
    await app.tap('#subscribe')
    expect((await app.wxCalls('requestSubscribeMessage')).at(-1)).toMatchObject({
      args: [{ tmplIds: ['a'] }],
      errMsg: 'requestSubscribeMessage:ok',
    })
    expect(await app.text('#subscribe-result')).toContain('这次没有同意')
    expect(await app.errors()).toEqual([])
  })
})
