import type { Static } from '@sinclair/typebox'
import { words } from './schema'

/** Every kind of reminder that a candidate can ask for. */
export const REMINDER_KINDS = [
  'score-release',
  'post-review',
  'e-certificate',
  'paper-certificate',
  'registration',
  'annual-plan',
  'admission-ticket',
  'exam',
  'last-chance',
  'endorsement-expiry',
  'certificate-registration',
] as const

export const ReminderKind = words(REMINDER_KINDS)
export type ReminderKind = Static<typeof ReminderKind>
