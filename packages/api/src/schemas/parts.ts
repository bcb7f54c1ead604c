import { type TLiteral, type TUnion, Type } from '@sinclair/typebox'
import { FIRST_EXAM_YEAR, LAST_EXAM_YEAR } from '@zhuan/exam'
import { registerFormats } from '../formats'
import { UUID } from '../vocabulary'

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
export const ExamYear = Type.Integer({ minimum: FIRST_EXAM_YEAR, maximum: LAST_EXAM_YEAR })
export const Uuid = Type.String({ pattern: UUID })
export const Count = Type.Integer({ minimum: 0 })
/** What people typed or read: no control characters, no halves of surrogate pairs. */
export const text = (maxLength: number, minLength = 0) => Type.String({ format: 'text', minLength, maxLength })

/** The `:id` of a path. The server answers 404 to one that nothing could have. */
export const idOf = <T extends ReturnType<typeof Type.String>>(id: T) => Type.Object({ id }, strict)

/** An answer without a body. */
export const Nothing = Type.Undefined()

/** Answers that are not JSON. */
export const Image = Type.Unsafe<ArrayBuffer>({ media: ['image/png', 'image/jpeg'] })
export const plain = (media: string) => Type.Unsafe<string>({ media: [media] })
