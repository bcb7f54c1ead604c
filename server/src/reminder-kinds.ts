import type { ReminderKind } from '@zhuan/api'

/** Kinds that fire when the operator announces them. */
export const ANNOUNCED_KINDS = [
  'score-release',
  'post-review',
  'e-certificate',
  'paper-certificate',
  'registration',
  'annual-plan',
] as const satisfies ReminderKind[]

/** Kinds that fire on an official day of the calendar; the number of days says how long before its start. */
export const DATED_KINDS = { 'admission-ticket': 0, exam: 1, registration: 0 } as const satisfies Partial<
  Record<ReminderKind, number>
>

export type DatedKind = keyof typeof DATED_KINDS

/** Kinds that fire on days of the candidate's own record. */
export const PERSONAL_KINDS = [
  'last-chance',
  'endorsement-expiry',
  'certificate-registration',
] as const satisfies ReminderKind[]

export type PersonalKind = (typeof PERSONAL_KINDS)[number]

/** Dated and personal reminders fire at this time in China. */
export const FIRING_TIME = '10:00'

/** The field without which a reminder of this kind could never fire. */
export function requiredField(kind: ReminderKind): 'examYear' | 'endorsementId' | undefined {
  if (kind === 'endorsement-expiry') return 'endorsementId'
  if (kind === 'last-chance' || kind === 'certificate-registration') return undefined
  return 'examYear'
}

export const isAnnounced = (kind: string): boolean => (ANNOUNCED_KINDS as readonly string[]).includes(kind)
export const isDated = (kind: string): kind is DatedKind => kind in DATED_KINDS
export const isPersonal = (kind: string): kind is PersonalKind => (PERSONAL_KINDS as readonly string[]).includes(kind)
