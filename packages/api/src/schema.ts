import { type TLiteral, type TUnion, Type } from '@sinclair/typebox'
import { registerFormats } from './formats'

registerFormats()

/** An object that refuses fields the contract does not know. */
export const strict = { additionalProperties: false } as const

/** One of a fixed list of words. */
export function words<const T extends readonly string[]>(list: T) {
  return Type.Union(
    list.map(word => Type.Literal(word)) as { [K in keyof T]: TLiteral<T[K] & string> } as never,
  ) as TUnion<{
    -readonly [K in keyof T]: TLiteral<T[K] & string>
  }>
}

export const Instant = Type.String({ format: 'instant', maxLength: 40, description: 'ISO 8601 with an offset' })
export const CivilDay = Type.String({ format: 'civil-day', description: 'YYYY-MM-DD, a civil day in China' })
export const WallTime = Type.String({ format: 'wall-time', description: 'HH:mm at +08:00' })
export const ExamYear = Type.Integer({ minimum: 2019, maximum: 2099 })
/** What people typed or read: no control characters, no halves of surrogate pairs. */
export const text = (maxLength: number, minLength = 0) => Type.String({ format: 'text', minLength, maxLength })
