import { ANNOUNCED_KINDS, DATED_KINDS, type DatedKind, PERSONAL_KINDS, type PersonalKind } from '@zhuan/api'

/** It fires when the operator announces it. */
export const isAnnounced = (kind: string): boolean => (ANNOUNCED_KINDS as readonly string[]).includes(kind)
/** It fires on an official day of the calendar. */
export const isDated = (kind: string): kind is DatedKind => kind in DATED_KINDS
/** It fires on days of the candidate's own record. */
export const isPersonal = (kind: string): kind is PersonalKind => (PERSONAL_KINDS as readonly string[]).includes(kind)
