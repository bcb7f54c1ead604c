import type { ShareCard } from '@zhuan/api'
import type { Page } from 'playwright-core'
import { shown, storedRecord } from '../support/preview'
import { COMPLETED_2025, WAITING } from './candidates'
import { inTurn, type Shot, tap, toTheEnd } from './shot'

const POSTER = 'share/poster/index'
const CARD = `share/card/index?id=${'A'.repeat(22)}`
const TODAY = '2026-11-23'

const SHARED: ShareCard = {
  level: 'full',
  specialty: 'chemical',
  passedCount: 3,
  required: 4,
  subjects: [
    { subject: 'law', status: 'last-chance', passedIn: 2024 },
    { subject: 'management', status: 'valid', passedIn: 2025 },
    { subject: 'technology', status: 'valid', passedIn: 2025 },
    { subject: 'practice', status: 'awaiting-results' },
  ],
}

/** No server stands behind a picture: what it would answer is given here. */
const answered = (status: number, body: object) => async (page: Page) => {
  await page.route('**/v1/shares/*', route =>
    route.fulfill({ status, json: body, headers: { 'access-control-allow-origin': '*' } }),
  )
  await shown(page, '#retry-card').click()
  await shown(page, '#retry-card').waitFor({ state: 'hidden' })
}
const drawn = async (page: Page) => shown(page, '#poster-picture').waitFor()

export const SHARE_SHOTS: Shot[] = [
  { name: 'share-poster', page: POSTER, today: TODAY, stored: storedRecord(WAITING, '西藏'), steps: drawn },
  {
    name: 'share-poster-marks',
    page: POSTER,
    today: TODAY,
    stored: storedRecord(WAITING, '西藏'),
    steps: inTurn(drawn, tap('#show-marks'), drawn, toTheEnd),
  },
  {
    name: 'share-poster-passed',
    page: POSTER,
    today: '2026-02-10',
    stored: storedRecord(COMPLETED_2025),
    steps: drawn,
  },
  { name: 'share-poster-nobody', page: POSTER, today: TODAY },
  {
    name: 'share-card',
    page: CARD,
    today: TODAY,
    steps: answered(200, { ...SHARED, updatedAt: '2026-11-23T09:00:00+08:00' }),
  },
  {
    name: 'share-card-large',
    page: CARD,
    today: TODAY,
    isLarge: true,
    steps: answered(200, { ...SHARED, updatedAt: '2026-11-23T09:00:00+08:00' }),
  },
  {
    name: 'share-card-revoked',
    page: CARD,
    today: TODAY,
    steps: answered(410, { error: { code: 'share-revoked', message: 'the share was taken back' } }),
  },
  { name: 'share-card-away', page: CARD, today: TODAY, steps: async page => shown(page, '#retry-card').waitFor() },
]
