import { type Static, Type } from '@sinclair/typebox'
import { Instant, strict, text } from './parts'

/** A code of `wx.login`. */
export const SessionRequest = Type.Object({ code: text(256, 1) }, strict)
export type SessionRequest = Static<typeof SessionRequest>

export const SessionResponse = Type.Object({ token: Type.String(), expiresAt: Instant }, strict)
export type SessionResponse = Static<typeof SessionResponse>
