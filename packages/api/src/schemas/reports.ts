import { type Static, Type } from '@sinclair/typebox'
import { SCENE } from '../vocabulary'
import { strict, text } from './parts'

export const ScanRequest = Type.Object({ scene: Type.String({ pattern: SCENE }) }, strict)
export type ScanRequest = Static<typeof ScanRequest>

/** What the mini-program could not handle; other fields are let through and thrown away. */
export const ClientErrorRequest = Type.Object({
  message: Type.String({ minLength: 1, maxLength: 2_000 }),
  stack: Type.Optional(Type.String({ maxLength: 8_000 })),
  page: Type.Optional(Type.String({ maxLength: 500 })),
  version: Type.Optional(text(64)),
})
export type ClientErrorRequest = Static<typeof ClientErrorRequest>
