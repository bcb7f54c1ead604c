import { type Static, Type } from '@sinclair/typebox'
import { strict } from './parts'

/** Every answer of 400 and above. */
export const ErrorResponse = Type.Object(
  { error: Type.Object({ code: Type.String(), message: Type.String(), path: Type.Optional(Type.String()) }, strict) },
  strict,
)
export type ErrorResponse = Static<typeof ErrorResponse>
