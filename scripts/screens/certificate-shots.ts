import { storedRecord } from '../support/preview'
import { ADDING, COMPLETED_2025, NEWCOMER, WAITING } from './candidates'
import { inTurn, type Shot, tap, toTheEnd } from './shot'

/** Somebody whose sitting of 2025 completed the exam, on the day that the way to the paper begins. */
const DONE_ON = '2026-02-10'
const done = (more: Parameters<typeof storedRecord>[2] = {}, region = '湖南') => ({
  today: DONE_ON,
  stored: storedRecord(COMPLETED_2025, region, more),
})
const waiting = { today: '2026-11-23', stored: storedRecord(WAITING, '西藏') }

/** Two in force, one over that still takes its slot. */
const THREE_SLOTS = {
  a: { appliedOn: '2026-02-02', days: 30, purpose: '本人调用' },
  b: { appliedOn: '2026-01-21', days: 90, purpose: '本人调用' },
  c: { appliedOn: '2026-01-23', days: 15, purpose: '本人调用' },
}

const page = (name: string) => `certificate/${name}/index`

/** Each page once as it is met, and once in the largest type. */
const STATES: Shot[] = [
  { name: 'certificate-now', page: page('now'), ...waiting, today: '2026-12-25' },
  { name: 'certificate-score', page: page('score'), ...waiting },
  {
    name: 'certificate-download',
    page: page('download'),
    ...done({ checklists: { 'download-2025': { done: ['step-1', 'step-2'] } } }),
  },
  { name: 'certificate-endorsements', page: page('endorsements'), ...done({ endorsements: THREE_SLOTS }) },
  {
    name: 'certificate-review',
    page: page('review'),
    ...done({ checklists: { 'review-2025': { done: ['id-card', 'education'] } } }),
  },
  { name: 'certificate-paper', page: page('paper'), ...done({}, '江苏') },
  {
    name: 'certificate-register',
    page: page('register'),
    ...done({ certificate: { examYear: 2025, issuedOn: '2026-01-20' } }),
  },
  { name: 'certificate-questions', page: page('questions'), ...waiting, steps: tap('#question-fourth-year') },
  { name: 'certificate-trend', page: page('trend'), ...waiting },
]

/** Pictures of `certificate/`. */
export const CERTIFICATE_SHOTS: Shot[] = [
  ...STATES,
  ...STATES.map(shot => ({ ...shot, name: `${shot.name}-large`, isLarge: true })),
  { name: 'certificate-now-waiting', page: page('now'), ...waiting },
  { name: 'certificate-now-passed', page: page('now'), ...done() },
  {
    name: 'certificate-now-in-hand',
    page: page('now'),
    ...done({
      checklists: { 'downloaded-2025': { done: ['downloaded'] }, 'received-2025': { done: ['received'] } },
      certificate: { examYear: 2025, issuedOn: '2026-01-20', paperReceived: '2026-02-10' },
    }),
  },
  { name: 'certificate-now-registering', page: page('now'), today: DONE_ON, stored: storedRecord(NEWCOMER, '广东') },
  {
    name: 'certificate-now-added-specialty',
    page: page('now'),
    today: '2026-11-28',
    stored: storedRecord(ADDING, '江苏'),
    steps: toTheEnd,
  },
  { name: 'certificate-now-nobody', page: page('now'), today: DONE_ON },
  { name: 'certificate-score-end', page: page('score'), ...done(), steps: toTheEnd },
  { name: 'certificate-endorsements-empty', page: page('endorsements'), ...done() },
  {
    name: 'certificate-endorsements-fourth',
    page: page('endorsements'),
    ...done({ endorsements: THREE_SLOTS }),
    steps: tap('#add-endorsement'),
  },
  {
    name: 'certificate-endorsements-edit',
    page: page('endorsements'),
    ...done({ endorsements: THREE_SLOTS }),
    steps: tap('#endorsement-1'),
  },
  { name: 'certificate-review-unknown', page: page('review'), ...waiting },
  {
    name: 'certificate-download-end',
    page: page('download'),
    ...done(),
    steps: inTurn(tap('#check-downloaded'), toTheEnd),
  },
]
