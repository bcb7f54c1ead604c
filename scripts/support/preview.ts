import type { Candidate } from '@zhuan/exam'
import type { Browser, Locator, Page, Route } from 'playwright-core'
import { type CandidateRecord, RECORD_VERSION } from '../../src/stores/record'

/** The phone that the design is drawn on. */
export const PHONE = { width: 375, height: 812 }

export interface PreviewState {
  /** Page path without a leading slash: `pages/progress/index`. */
  page: string
  /** The demonstration day, `YYYY-MM-DD`. */
  today: string
  /** The time of that day in China, `HH:mm`; what the clock says when absent. */
  now?: string
  /** What the browser's storage holds under the key `candidate`; nothing when absent. */
  stored?: string
  /** The same under the key `server`: what the phone knows of the server. */
  server?: string
  /** What a server answers, by path; without it there is none. */
  answers?: Record<string, object>
  /** Who holds the phone, as WeChat's stand-in knows them; made up when absent. */
  person?: string
  colorScheme?: 'light' | 'dark'
  /** WeChat's largest type, half as large again. */
  isLarge?: boolean
  /** Pixels a point; 2 when absent. */
  scale?: number
}

/** The stored form of a record, as the app itself writes it. */
export const storedRecord = (
  candidate: Candidate | null,
  region: string | null = null,
  more: Partial<CandidateRecord> = {},
): string => JSON.stringify({ state: { candidate, region, putAside: [], ...more }, version: RECORD_VERSION })

/** The preview is served from another origin than the server. */
export const ANYWHERE = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }

/** The browser's storage as the preview keeps it, by key. */
const storageOf = ({ stored, server }: PreviewState): { name: string; value: string }[] =>
  [
    { name: 'candidate', value: stored },
    { name: 'server', value: server },
  ].flatMap(({ name, value }) => (value === undefined ? [] : [{ name, value: JSON.stringify({ data: value }) }]))

/** Answers what goes to a server as the state says; a test that needs a real one carries requests to it itself. */
const answerFor =
  ({ answers }: PreviewState) =>
  (route: Route) => {
    const answer = answers?.[new URL(route.request().url()).pathname]
    return answer ? route.fulfill({ json: answer, headers: ANYWHERE }) : route.abort()
  }

async function goTo(page: Page, origin: string, state: PreviewState): Promise<void> {
  const query = [`today=${state.today}`, state.person && `person=${state.person}`, state.isLarge && 'type=1.5']
  await page.goto(`${origin}/?${query.filter(Boolean).join('&')}#/${state.page}`)
  await shown(page, '.screen').waitFor()
}

/**
 * Opens the built preview as on a phone, in a browser context of its own: close it with `page.context().close()`.
 * Nothing but the preview answers there.
 * @param origin - where `dist/h5` is served, `http://localhost:10086`
 */
export async function openPreview(browser: Browser, origin: string, state: PreviewState): Promise<Page> {
  const context = await browser.newContext({
    viewport: PHONE,
    deviceScaleFactor: state.scale ?? 2,
    hasTouch: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: state.colorScheme ?? 'light',
    permissions: ['clipboard-read', 'clipboard-write'],
    storageState: { cookies: [], origins: [{ origin, localStorage: storageOf(state) }] },
  })
  context.setDefaultTimeout(10_000)
  // `route` of the page goes first.
  await context.route(url => url.origin !== origin, answerFor(state))
  if (state.now) await context.clock.setFixedTime(`${state.today}T${state.now}:00+08:00`)
  const page = await context.newPage()
  await goTo(page, origin, state)
  return page
}

/**
 * Opens the preview in a page that {@link openPreview} opened, three times as fast as anew: nothing of what was there is
 * left. The browser's clock stays as it was set, and so does the number of pixels a point.
 */
export async function reopenPreview(page: Page, origin: string, state: PreviewState): Promise<void> {
  await page.unrouteAll()
  await page.setViewportSize(PHONE)
  await page.emulateMedia({ colorScheme: state.colorScheme ?? 'light' })
  // Not served: from there the storage can be filled while no app runs that would write into it.
  await page.goto(`${origin}/nothing`)
  await page.evaluate(items => {
    sessionStorage.clear()
    localStorage.clear()
    for (const { name, value } of items) localStorage.setItem(name, value)
  }, storageOf(state))
  await page.route(url => url.origin !== origin, answerFor(state))
  await goTo(page, origin, state)
}

/** The element on the page in front: pages of other tabs stay in the document, out of sight. */
export const shown = (page: Page, selector: string): Locator => page.locator(`${selector} >> visible=true`).first()

/** Chooses in a picker by its label, through the native list that the preview adds for keyboards. */
export const choose = async (page: Page, label: string, option: string): Promise<void> => {
  await shown(page, `select[aria-label="${label}"]`).selectOption({ label: option })
}
