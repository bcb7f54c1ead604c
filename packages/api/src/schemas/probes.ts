import { Type } from '@sinclair/typebox'
import { strict } from './parts'

export const HealthResponse = Type.Object({ status: Type.Literal('ok') }, strict)
export const ReadinessResponse = Type.Object({ status: Type.Literal('ready') }, strict)
