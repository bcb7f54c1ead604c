import { ANNOUNCED_KINDS, DATED_KINDS, type DatedKind, PERSONAL_KINDS, type PersonalKind } from '@zhuan/api'

export const isAnnounced = (kind: string): boolean => (ANNOUNCED_KINDS as readonly string[]).includes(kind)
export const isDated = (kind: string): kind is DatedKind => kind in DATED_KINDS
export const isPersonal = (kind: string): kind is PersonalKind => (PERSONAL_KINDS as readonly string[]).includes(kind)
