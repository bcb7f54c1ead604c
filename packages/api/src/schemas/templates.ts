import { type Static, Type } from '@sinclair/typebox'
import { Instant, strict } from './parts'

/**
 * The templates that phones ask permission for: kind → template id, and template id → title. Kinds that share a template
 * share its grants; of two with one title WeChat asks for one only.
 */
export const TemplatesResponse = Type.Object(
  { templates: Type.Record(Type.String(), Type.String()), titles: Type.Record(Type.String(), Type.String()) },
  strict,
)
export type TemplatesResponse = Static<typeof TemplatesResponse>

/** A template that WeChat has refused in a way that would hit every message of it: it waits for the operator. */
export const ParkedTemplate = Type.Object(
  { templateId: Type.String(), errcode: Type.Integer(), message: Type.String(), parkedAt: Instant },
  strict,
)
export type ParkedTemplate = Static<typeof ParkedTemplate>

export const ParkedTemplatesResponse = Type.Object({ parked: Type.Array(ParkedTemplate) }, strict)

export const TemplateResumed = Type.Object({ id: Type.String(), state: Type.Literal('active') }, strict)
