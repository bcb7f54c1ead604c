import type { Page } from 'playwright-core'
import { choose, shown, storedRecord } from '../support/preview'
import {
  ADDED,
  ADDED_AFTER,
  BACKUP_TEXT,
  BEFORE_THE_EXAM,
  BOTH_PASSED,
  CERTIFIED,
  CHANGED_LEVEL,
  NEVER_PASSED,
  NEWCOMER,
  PENDING_ONLY,
  SHORT,
  TROUBLED,
  WAITING,
} from './candidates'
import { CERTIFICATE_SHOTS } from './certificate-shots'
import { LOOP_SHOTS } from './loop-shots'
import { SHARE_SHOTS } from './share-shots'
import { inTurn, type Shot, tap, toTheEnd, type } from './shot'

const PROGRESS = 'pages/progress/index'
const SCORES = 'pages/scores/index'
const CALENDAR = 'pages/calendar/index'
const PLANNER = 'planner/index'
const ME = 'pages/me/index'

const TODAY = '2026-11-23'
const SCORE_DAY = '2026-12-24'
const waiting = { today: TODAY, stored: storedRecord(WAITING, '西藏') }

const storageFull = async (page: Page) => {
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
    }
  })
}

export const SHOTS: Shot[] = [
  { name: 'progress-first-run', page: PROGRESS, today: TODAY },
  {
    name: 'progress-first-run-filled',
    page: PROGRESS,
    today: TODAY,
    steps: inTurn(
      page => choose(page, '专业类别', '化工安全'),
      ...['2024-law', '2025-management', '2025-technology', '2025-practice', '2025-practice', '2026-practice'].map(
        cell => tap(`#first-${cell}`),
      ),
    ),
  },
  { name: 'progress-empty', page: PROGRESS, today: TODAY, stored: storedRecord(NEWCOMER) },
  { name: 'progress', page: PROGRESS, ...waiting },
  { name: 'planner', page: PLANNER, ...waiting },
  {
    name: 'planner-later',
    page: PLANNER,
    ...waiting,
    steps: tap('#plan-2027-practice'),
  },
  { name: 'planner-large', page: PLANNER, ...waiting, steps: tap('#plan-2027-practice'), isLarge: true },
  {
    name: 'planner-beginner',
    page: PLANNER,
    today: '2026-12-28',
    stored: storedRecord(NEVER_PASSED),
    steps: inTurn(tap('#plan-2027-technology'), tap('#plan-2027-practice')),
  },
  {
    name: 'planner-estimate',
    page: SCORES,
    ...waiting,
    steps: inTurn(type('#mark-practice', '68'), tap('#save-scores'), tap('#try-mark'), page =>
      shown(page, '#plan-result').waitFor(),
    ),
  },
  { name: 'planner-empty', page: PLANNER, today: TODAY },
  { name: 'progress-troubled', page: PROGRESS, today: TODAY, stored: storedRecord(TROUBLED) },
  { name: 'progress-exam-eve', page: PROGRESS, today: '2026-10-23', stored: storedRecord(BEFORE_THE_EXAM, '西藏') },
  {
    name: 'progress-exam-day',
    page: PROGRESS,
    today: '2026-10-25',
    now: '08:10',
    stored: storedRecord(BEFORE_THE_EXAM, '西藏'),
  },
  { name: 'progress-exam-noon', page: PROGRESS, today: '2026-10-24', now: '12:00', stored: storedRecord(NEVER_PASSED) },
  {
    name: 'progress-exam-done',
    page: PROGRESS,
    today: '2026-10-25',
    now: '16:40',
    stored: storedRecord(BEFORE_THE_EXAM, '西藏'),
  },
  { name: 'progress-not-noted', page: PROGRESS, today: TODAY, stored: storedRecord(BEFORE_THE_EXAM, '西藏') },
  { name: 'progress-scores-question', page: PROGRESS, ...waiting, today: '2026-12-25' },
  { name: 'progress-scores-not-yet', page: PROGRESS, ...waiting, today: '2026-12-25', steps: tap('#not-yet') },
  { name: 'progress-short', page: PROGRESS, today: '2026-09-10', stored: storedRecord(SHORT) },
  { name: 'progress-added-after', page: PROGRESS, today: '2027-11-28', stored: storedRecord(ADDED_AFTER, '西藏') },
  { name: 'progress-certified', page: PROGRESS, today: SCORE_DAY, stored: storedRecord(CERTIFIED) },
  { name: 'progress-pending-only', page: PROGRESS, today: TODAY, stored: storedRecord(PENDING_ONLY) },
  { name: 'progress-exempt-two', page: PROGRESS, today: TODAY, stored: storedRecord(BOTH_PASSED) },
  { name: 'progress-added-specialty', page: PROGRESS, today: TODAY, stored: storedRecord(ADDED) },
  { name: 'progress-unreadable', page: PROGRESS, today: TODAY, stored: '{"broken' },

  { name: 'scores-new', page: SCORES, today: TODAY, stored: storedRecord(NEWCOMER) },
  { name: 'scores', page: SCORES, ...waiting },
  { name: 'scores-passed', page: SCORES, ...waiting, today: SCORE_DAY, steps: type('#mark-practice', '68') },
  { name: 'scores-refused', page: SCORES, ...waiting, today: SCORE_DAY, steps: type('#mark-practice', '59.5') },
  {
    name: 'scores-saved',
    page: SCORES,
    ...waiting,
    today: SCORE_DAY,
    steps: inTurn(type('#mark-practice', '68'), tap('#save-scores'), page => shown(page, '#undo').waitFor()),
  },
  {
    name: 'scores-extension',
    page: SCORES,
    ...waiting,
    steps: inTurn(tap('#year-2024'), tap('#extensions'), page => choose(page, '2024 年法律法规', '延长 1 年')),
  },
  {
    name: 'scores-word',
    page: SCORES,
    today: TODAY,
    stored: storedRecord(NEWCOMER),
    steps: inTurn(tap('#mark-management input'), tap('#word-management-absent')),
  },
  {
    name: 'scores-landed',
    page: SCORES,
    today: TODAY,
    stored: storedRecord({ ...WAITING, sittings: WAITING.sittings.filter(({ examYear }) => examYear !== 2024) }),
    steps: inTurn(
      page => choose(page, '添加考试年度', '2024 年'),
      type('#mark-law', '71'),
      tap('#save-scores'),
      page => shown(page, '#landed').waitFor(),
    ),
  },
  {
    name: 'scores-estimate',
    page: SCORES,
    ...waiting,
    steps: inTurn(type('#mark-practice', '68'), tap('#save-scores'), page => shown(page, '#keep-mark').waitFor()),
  },
  { name: 'scores-picker', page: SCORES, ...waiting, steps: tap('#mark-code-practice') },
  {
    name: 'scores-sat-as',
    page: SCORES,
    ...waiting,
    steps: page => choose(page, '考试级别', '免一科'),
  },
  {
    name: 'scores-sat-as-mistaken',
    page: SCORES,
    ...waiting,
    steps: inTurn(page => choose(page, '考试级别', '免一科'), tap('#was-mistaken')),
  },
  {
    name: 'scores-sat-as-large',
    page: SCORES,
    ...waiting,
    steps: page => choose(page, '考试级别', '免一科'),
    isLarge: true,
  },
  {
    name: 'scores-sat-as-certified',
    page: SCORES,
    today: '2027-05-10',
    stored: storedRecord(CERTIFIED, '西藏'),
    steps: page => choose(page, '专业类别', '建筑施工安全'),
  },
  {
    name: 'scores-sat-as-year',
    page: SCORES,
    today: TODAY,
    stored: storedRecord(CHANGED_LEVEL, '西藏'),
    steps: inTurn(tap('#year-2025'), tap('#sat-as')),
  },
  { name: 'progress-level-changed', page: PROGRESS, today: TODAY, stored: storedRecord(CHANGED_LEVEL, '西藏') },
  { name: 'scores-remove-year', page: SCORES, ...waiting, steps: tap('#remove-year') },
  {
    name: 'scores-storage-full',
    page: SCORES,
    ...waiting,
    today: SCORE_DAY,
    steps: inTurn(type('#mark-practice', '68'), storageFull, tap('#save-scores')),
  },

  { name: 'calendar', page: CALENDAR, ...waiting },
  { name: 'calendar-unfolded', page: CALENDAR, ...waiting, steps: tap('#fold') },
  { name: 'calendar-passed', page: CALENDAR, today: '2026-12-28', stored: storedRecord(CERTIFIED, '广东') },
  { name: 'calendar-end', page: CALENDAR, ...waiting, steps: toTheEnd },
  { name: 'calendar-month', page: CALENDAR, ...waiting, today: SCORE_DAY, steps: tap('#as-month') },
  {
    name: 'calendar-next-year',
    page: CALENDAR,
    ...waiting,
    steps: page => choose(page, '考试年度', '2027 年度'),
  },

  { name: 'me', page: ME, ...waiting },
  { name: 'me-backup-copied', page: ME, ...waiting, steps: tap('#backup-copy') },
  { name: 'me-restore', page: ME, today: TODAY, steps: tap('#backup-restore') },
  {
    name: 'me-restore-preview',
    page: ME,
    today: TODAY,
    steps: inTurn(tap('#backup-restore'), type('#backup-input', BACKUP_TEXT)),
  },
  {
    name: 'me-restore-refused',
    page: ME,
    today: TODAY,
    steps: inTurn(tap('#backup-restore'), type('#backup-input', BACKUP_TEXT.slice(0, -20))),
  },
  {
    name: 'me-restored',
    page: ME,
    today: TODAY,
    steps: inTurn(tap('#backup-restore'), type('#backup-input', BACKUP_TEXT), tap('#backup-confirm')),
  },
  { name: 'me-delete', page: ME, ...waiting, steps: tap('#delete-all') },
  { name: 'rules', page: 'help/rules/index', ...waiting },
  { name: 'rules-mistakes', page: 'help/rules/index', ...waiting, steps: toTheEnd },
  { name: 'about', page: 'help/about/index', ...waiting },
  ...CERTIFICATE_SHOTS,
  ...LOOP_SHOTS,
  ...SHARE_SHOTS,
]
