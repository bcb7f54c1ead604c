import { type Static, Type } from '@sinclair/typebox'
import { MILESTONE_KINDS } from '../vocabulary'
import { CivilDay, ExamYear, strict, text, WallTime, words } from './parts'

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

export const CalendarQuery = Type.Object({ examYear: ExamYear, region: Type.Optional(text(16)) }, strict)
export type CalendarQuery = Static<typeof CalendarQuery>

export const CalendarFileQuery = Type.Object({ region: Type.Optional(text(16)) }, strict)

export const CalendarResponse = Type.Object({ milestones: Type.Array(Milestone) }, strict)
export type CalendarResponse = Static<typeof CalendarResponse>
