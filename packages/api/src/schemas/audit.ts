import { type Static, Type } from '@sinclair/typebox'
import { Instant, strict } from './parts'

/** One line of the audit log; the actor `system` stands for what the server noticed by itself. */
export const AuditEntry = Type.Object(
  {
    id: Type.String(),
    at: Instant,
    actor: Type.String(),
    action: Type.String(),
    subject: Type.Union([Type.String(), Type.Null()]),
    details: Type.Record(Type.String(), Type.Unknown()),
  },
  strict,
)
export type AuditEntry = Static<typeof AuditEntry>

export const AuditResponse = Type.Object({ entries: Type.Array(AuditEntry) }, strict)
