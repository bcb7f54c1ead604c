import { type Static, Type } from '@sinclair/typebox'
import { Instant, strict } from './parts'
import { Entry, Revision } from './record'
import { RemindersResponse } from './reminders'
import { ShareCard, ShareId } from './shares'

const KeptShare = Type.Object(
  {
    id: ShareId,
    showMarks: Type.Boolean(),
    createdAt: Instant,
    updatedAt: Instant,
    revokedAt: Type.Optional(Instant),
    card: Type.Union([ShareCard, Type.Null()]),
  },
  strict,
)

const Acceptance = Type.Object(
  { id: Type.String(), acceptedAt: Instant, outcome: Type.Record(Type.String(), Type.String()) },
  strict,
)

/** Everything that is stored about a person; whatever else comes to be stored is a section more. */
export const ExportResponse = Type.Object({
  exportedAt: Instant,
  createdAt: Instant,
  revision: Revision,
  entries: Type.Array(Entry),
  /** Edits of the last week that lost against a newer one. */
  losingEdits: Type.Array(Type.Composite([Entry, Type.Object({ lostAt: Instant })], strict)),
  shares: Type.Array(KeptShare),
  reminders: RemindersResponse,
  /** What the popup said at each tap. */
  acceptances: Type.Array(Acceptance),
})
export type ExportResponse = Static<typeof ExportResponse>
