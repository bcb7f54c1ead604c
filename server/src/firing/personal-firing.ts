import type { PersonalKind } from '@zhuan/api'
import { candidateOf, endorsementKey, regionOf } from '@zhuan/api/record'
import { addDays, assess, type Candidate, nextChance, RuleError, SUBJECT_NAMES } from '@zhuan/exam'
import dayjs from 'dayjs'
import type { Calendars } from '../calendar/calendars'
import type { Facts } from '../deliveries/message'

/** The synced record of one person: values by key. */
export type SyncedRecord = Record<string, Record<string, unknown>>

/** A reminder of a personal kind. */
export interface PersonalReminder {
  kind: PersonalKind
  examYear: number
  region: string | null
  endorsementId: string
  /** 2 for the second message of registering a certificate, else 1. */
  notice: number
}

/** On which day a personal reminder fires (until when it still makes sense), and what its message may mention. */
export interface Firing {
  on: string
  until: string
  facts: Facts
  /** Whoever misses this one is told on a later day. */
  comesAgain?: boolean
}

/** An endorsement reminder comes so many days before the last day. */
const ENDORSEMENT_DAYS = 7
/** The certificate has to be registered (注册) within so many years; reminders come so many months before they end. */
const REGISTRATION_YEARS = 5
const REGISTRATION_MONTHS = [6, 3]
/** A firing that an outage prevented is made up for within so many days. */
const GRACE = 3

/**
 * When a personal reminder fires next, judged from the record; pure.
 * @param today - the civil day in China
 * @param calendars - announcements included: exam days may lie in another year than expected
 * @returns the firing that is due or comes next, or the last one when all are past; undefined when the record holds nothing to be reminded of
 */
export function personalFiring(
  reminder: PersonalReminder,
  record: SyncedRecord,
  today: string,
  calendars: Calendars,
): Firing | undefined {
  switch (reminder.kind) {
    case 'endorsement-expiry':
      return endorsementExpiry(record[endorsementKey(reminder.endorsementId)])
    case 'certificate-registration':
      return certificateRegistration(record.certificate, reminder, today)
    case 'last-chance':
      return lastChance(reminder, record, today, calendars)
  }
}

function endorsementExpiry(value: Record<string, unknown> | undefined): Firing | undefined {
  if (!value) return undefined
  const lastDay = addDays(value.appliedOn as string, (value.days as number) - 1)
  return { on: addDays(lastDay, -ENDORSEMENT_DAYS), until: lastDay, facts: { date: lastDay } }
}

function certificateRegistration(
  value: Record<string, unknown> | undefined,
  { examYear, notice }: PersonalReminder,
  today: string,
): Firing | undefined {
  if (typeof value?.issuedOn !== 'string' || (examYear !== 0 && value.examYear !== examYear)) return undefined
  const end = dayjs(value.issuedOn).add(REGISTRATION_YEARS, 'year').format('YYYY-MM-DD')
  const facts = { date: end, examYear: String(value.examYear) }
  const firings = REGISTRATION_MONTHS.map(months => {
    const on = dayjs(end).subtract(months, 'month').format('YYYY-MM-DD')
    return { on, until: addDays(on, GRACE), facts }
  })
  const last = firings.at(-1)!
  const next = notice === 2 ? last : (firings.find(({ until }) => today <= until) ?? last)
  return next === last ? last : { ...next, comesAgain: true }
}

function lastChance(
  reminder: PersonalReminder,
  record: SyncedRecord,
  today: string,
  calendars: Calendars,
): Firing | undefined {
  const candidate = readCandidate(record)
  if (!candidate) return undefined
  const region = reminder.region ?? regionOf(record)
  const { sittings, milestone } = calendars(region)
  // Not the candidate's next sitting: that may be one which can no longer complete anything.
  const examYear = nextChance(candidate, today, sittings)
  if (reminder.examYear !== 0 && reminder.examYear !== examYear) return undefined
  const ending = assess(candidate, today, sittings).subjects.filter(({ status }) => status === 'last-chance')
  if (ending.length === 0) return undefined
  const registration = milestone(examYear, 'registration')
  if (registration.status !== 'official') return undefined
  const subject = ending.map(standing => SUBJECT_NAMES[standing.subject]).join('、')
  return {
    on: registration.start,
    until: registration.end,
    facts: { examYear: String(examYear), subject, date: registration.start, ...(region && { region }) },
  }
}

/** The record as the exam package reads it; undefined without a profile, or when it holds what today's rules refuse. */
function readCandidate(record: SyncedRecord): Candidate | undefined {
  try {
    return candidateOf(record)
  } catch (error) {
    if (error instanceof RuleError) return undefined
    throw error
  }
}
