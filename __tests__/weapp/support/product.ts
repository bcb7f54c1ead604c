import { buildProduct } from '../../../bench/weapp/build'
import { type LaunchOptions, launch, startBrowser, type WeappDriver } from '../../../packages/weapp-runner/src/index'
import { API_BASE } from '../../../scripts/testing/build-variables'
import { type CandidateRecord, RECORD_VERSION } from '../../../src/stores/record'

/** A Monday between the sitting of 2026 and its scores. */
export const TODAY = '2026-11-23T09:00:00+08:00'

export const TABS = ['progress', 'scores', 'calendar', 'me'].map(name => `pages/${name}/index`)

/** The story of issue A, as the phone keeps it: 实务 of 2026 awaits its result. */
export const STORY = {
  level: 'full',
  specialty: 'other',
  sittings: [
    { examYear: 2024, marks: { law: 71 } },
    { examYear: 2025, marks: { management: 66, technology: 60, practice: 55 } },
    { examYear: 2026, marks: { practice: 'pending' } },
  ],
}

/** What the storage holds for a candidate, in the version that this app writes. */
export const stored = (candidate: unknown, version = RECORD_VERSION, more: Partial<CandidateRecord> = {}) => ({
  candidate: JSON.stringify({ state: { candidate, region: null, putAside: [], ...more }, version }),
})

/** The candidate that the phone has now. */
export async function savedCandidate(app: WeappDriver): Promise<unknown> {
  const { candidate } = await app.storage()
  return (JSON.parse(String(candidate)) as { state: { candidate: unknown } }).state.candidate
}

let browser: ReturnType<typeof startBrowser> | undefined
afterAll(async () => (await browser)?.close())

/** The compiled mini-program, ready to be opened on {@link TODAY}, in the browser of this test file. */
export async function launchProduct(options: Omit<LaunchOptions, 'dir'> = {}): Promise<WeappDriver> {
  browser ??= startBrowser()
  return launch({ dir: await buildProduct(), now: TODAY, browser: await browser, ...options })
}

/** Opening a page asks for what was announced, which nothing on it waits for, and for nothing `more` than is named. */
export async function expectAsked(app: WeappDriver, ...more: string[]): Promise<void> {
  const asked = (await app.wxCalls('request')).map(({ args }) => (args[0] as { url: string }).url)
  expect(asked.map(url => url.replace(API_BASE, '').replace(/\?.*/, ''))).toEqual([...more, '/v1/announcements'])
}

/** Runs something on a mini-program of its own, which must end without an error and is closed whatever happens. */
export async function withProduct(options: Omit<LaunchOptions, 'dir'>, run: (app: WeappDriver) => Promise<void>) {
  const app = await launchProduct(options)
  try {
    await run(app)
    expect(await app.errors()).toEqual([])
  } finally {
    // what a failed run left unread must not hide why it failed
    await app.errors().catch(() => [])
    await app.close()
  }
}
