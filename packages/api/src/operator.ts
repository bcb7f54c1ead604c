import { type Static, Type } from '@sinclair/typebox'
import { MILESTONE_KINDS } from './calendar'
import { CivilDay, ExamYear, Instant, strict, text, WallTime, words } from './schema'
import { SCENE } from './shares'

/** The kinds that an operator announces: each row of the calendar. */
export const ANNOUNCEMENT_KINDS = MILESTONE_KINDS
export const AnnouncementKind = words(ANNOUNCEMENT_KINDS)
export type AnnouncementKind = Static<typeof AnnouncementKind>

const window = {
  start: Type.Optional(CivilDay),
  end: Type.Optional(CivilDay),
  time: Type.Optional(WallTime),
}

/** POST /operator/v1/announcements */
export const AnnouncementRequest = Type.Object(
  {
    kind: AnnouncementKind,
    examYear: ExamYear,
    region: Type.Union([text(16, 1), Type.Null()]),
    ...window,
    source: text(500, 1),
    urgent: Type.Optional(Type.Boolean()),
    dryRun: Type.Optional(Type.Boolean()),
  },
  strict,
)
export type AnnouncementRequest = Static<typeof AnnouncementRequest>

/** PUT /operator/v1/announcements/<id>: moves the calendar, sends nothing. */
export const CorrectionRequest = Type.Object(
  {
    start: window.start,
    // Null takes away what was wrongly announced; left out, it stays.
    end: Type.Optional(Type.Union([CivilDay, Type.Null()])),
    time: Type.Optional(Type.Union([WallTime, Type.Null()])),
    source: Type.Optional(text(500, 1)),
    // May be repeated by a client that sends the whole announcement again; they cannot be changed.
    kind: Type.Optional(AnnouncementKind),
    examYear: Type.Optional(ExamYear),
    region: Type.Optional(Type.Union([text(16, 1), Type.Null()])),
    urgent: Type.Optional(Type.Boolean()),
  },
  strict,
)
export type CorrectionRequest = Static<typeof CorrectionRequest>

const count = Type.Integer({ minimum: 0 })

/** 202 of POST */
export const AnnouncementCreated = Type.Object(
  { id: Type.String(), recipients: count, state: Type.Literal('scheduled'), sendAfter: Instant },
  strict,
)
export type AnnouncementCreated = Static<typeof AnnouncementCreated>

/** 200 of POST with `dryRun`; the header `SEND_AFTER_HEADER` comes with it. */
export const AnnouncementDryRun = Type.Object(
  { id: Type.Null(), recipients: count, state: Type.Literal('dry-run') },
  strict,
)
export type AnnouncementDryRun = Static<typeof AnnouncementDryRun>

/**
 * Of a dry run: the instant that `sendAfter` would be now. Whether that falls into the night has to be known before
 * anything is confirmed, and only the server knows its window for undoing.
 */
export const SEND_AFTER_HEADER = 'send-after'

export const AnnouncementCounts = Type.Object(
  { planned: count, sent: count, refused: count, failed: count, unconfirmed: count, cancelled: count },
  strict,
)
export type AnnouncementCounts = Static<typeof AnnouncementCounts>

/** POST /operator/v1/codes → image/png */
export const CodeRequest = Type.Object(
  {
    scene: Type.String({ pattern: SCENE }),
    page: Type.String({ pattern: '^[\\w-]+(/[\\w-]+)*$', maxLength: 200 }),
    width: Type.Optional(Type.Integer({ minimum: 280, maximum: 1280 })),
  },
  strict,
)
export type CodeRequest = Static<typeof CodeRequest>
