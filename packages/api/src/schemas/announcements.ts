import { type Static, Type } from '@sinclair/typebox'
import { ANNOUNCEMENT_KINDS, ANNOUNCEMENT_STATES } from '../vocabulary'
import { CivilDay, Count, ExamYear, Instant, strict, text, WallTime, words } from './parts'

const Kind = words(ANNOUNCEMENT_KINDS)

const days = {
  start: Type.Optional(CivilDay),
  end: Type.Optional(CivilDay),
  time: Type.Optional(WallTime),
}

export const AnnouncementRequest = Type.Object(
  {
    kind: Kind,
    examYear: ExamYear,
    region: Type.Union([text(16, 1), Type.Null()]),
    ...days,
    source: text(500, 1),
    urgent: Type.Optional(Type.Boolean()),
    dryRun: Type.Optional(Type.Boolean()),
  },
  strict,
)
export type AnnouncementRequest = Static<typeof AnnouncementRequest>

/** A correction moves the calendar and sends nothing. What is left out stays as it is. */
export const CorrectionRequest = Type.Object(
  {
    start: days.start,
    // Null takes away what was wrongly announced; left out, it stays.
    end: Type.Optional(Type.Union([CivilDay, Type.Null()])),
    time: Type.Optional(Type.Union([WallTime, Type.Null()])),
    source: Type.Optional(text(500, 1)),
    // May be repeated by a client that sends the whole announcement again; they cannot be changed.
    kind: Type.Optional(Kind),
    examYear: Type.Optional(ExamYear),
    region: Type.Optional(Type.Union([text(16, 1), Type.Null()])),
    urgent: Type.Optional(Type.Boolean()),
  },
  strict,
)
export type CorrectionRequest = Static<typeof CorrectionRequest>

/**
 * The recipients by what our books say of their grants: of the template that the kind has now · only of an earlier one ·
 * of none. There only when not all have one of the present template; WeChat decides in the end.
 */
export const RecipientGrants = Type.Object({ present: Count, earlier: Count, none: Count }, strict)
export type RecipientGrants = Static<typeof RecipientGrants>

export const AnnouncementCreated = Type.Object(
  {
    id: Type.String(),
    recipients: Count,
    state: Type.Literal('scheduled'),
    sendAfter: Instant,
    grants: Type.Optional(RecipientGrants),
  },
  strict,
)
export type AnnouncementCreated = Static<typeof AnnouncementCreated>

/** The header `SEND_AFTER_HEADER` comes with it. */
export const AnnouncementDryRun = Type.Object(
  {
    id: Type.Null(),
    recipients: Count,
    state: Type.Literal('dry-run'),
    grants: Type.Optional(RecipientGrants),
  },
  strict,
)
export type AnnouncementDryRun = Static<typeof AnnouncementDryRun>

/** They add up to the recipients; `planned` are those whose message has not ended in any of the others. */
export const AnnouncementCounts = Type.Object(
  { planned: Count, sent: Count, refused: Count, failed: Count, unconfirmed: Count, cancelled: Count },
  strict,
)
export type AnnouncementCounts = Static<typeof AnnouncementCounts>

/** An announcement as the operator sees it. */
export const Announcement = Type.Object(
  {
    id: Type.String(),
    state: words(ANNOUNCEMENT_STATES),
    recipients: Count,
    sendAfter: Instant,
    counts: AnnouncementCounts,
    kind: Kind,
    examYear: ExamYear,
    region: Type.Union([Type.String(), Type.Null()]),
    start: CivilDay,
    end: Type.Optional(CivilDay),
    time: Type.Optional(WallTime),
    source: Type.String(),
    urgent: Type.Boolean(),
    /** Cancelled before anybody was sent anything: as if it had never been made. */
    retracted: Type.Boolean(),
    createdAt: Instant,
  },
  strict,
)
export type Announcement = Static<typeof Announcement>

export const AnnouncementsResponse = Type.Object({ announcements: Type.Array(Announcement) }, strict)

export const AnnouncementsQuery = Type.Object({ region: Type.Optional(text(16)) }, strict)

/** An announcement as phones see it: they compute milestones, countdowns and standings with it themselves. */
export const AnnouncedToAll = Type.Object(
  {
    kind: Kind,
    examYear: ExamYear,
    region: Type.Union([Type.String(), Type.Null()]),
    ...days,
    source: Type.String(),
    announcedAt: Instant,
  },
  strict,
)
export type AnnouncedToAll = Static<typeof AnnouncedToAll>

/** `revision` rises with every change: a phone compares it, since a 304 may reach it as 200. */
export const AnnouncementFeed = Type.Object(
  { revision: Count, updatedAt: Instant, announcements: Type.Array(AnnouncedToAll) },
  strict,
)
export type AnnouncementFeed = Static<typeof AnnouncementFeed>
