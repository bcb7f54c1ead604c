import { type Static, Type } from '@sinclair/typebox'
import { CivilDay, ExamYear, strict, text, WallTime, words } from './schema'

export const MILESTONE_KINDS = [
  'annual-plan',
  'registration',
  'payment',
  'admission-ticket',
  'exam',
  'score-release',
  'score-recheck',
  'post-review',
  'e-certificate',
  'paper-certificate',
] as const

export const Milestone = Type.Object(
  {
    kind: words(MILESTONE_KINDS),
    examYear: ExamYear,
    region: Type.Union([Type.String(), Type.Null()]),
    start: CivilDay,
    end: CivilDay,
    time: Type.Optional(WallTime),
    status: words(['official', 'expected', 'reference'] as const),
    likely: Type.Optional(CivilDay),
    source: Type.Optional(Type.String()),
    note: Type.Optional(Type.String()),
  },
  strict,
)
export type MilestoneResponse = Static<typeof Milestone>

/** GET /v1/calendar?examYear=&region= */
export const CalendarQuery = Type.Object({ examYear: ExamYear, region: Type.Optional(text(16)) }, strict)
export type CalendarQuery = Static<typeof CalendarQuery>

/** GET /v1/calendar.ics?region= */
export const CalendarFileQuery = Type.Object({ region: Type.Optional(text(16)) }, strict)

export const CalendarResponse = Type.Object({ milestones: Type.Array(Milestone) }, strict)
export type CalendarResponse = Static<typeof CalendarResponse>

/** GET /v1/templates */
export const TemplatesResponse = Type.Object({ templates: Type.Record(Type.String(), Type.String()) }, strict)
export type TemplatesResponse = Static<typeof TemplatesResponse>
