import { type Static, Type } from '@sinclair/typebox'
import { PAGE, SCENE } from '../vocabulary'
import { Count, Instant, strict } from './parts'

/** A mini-program code: the page that it opens, and what that page is told. */
export const CodeRequest = Type.Object(
  {
    scene: Type.String({ pattern: SCENE }),
    page: Type.String({ pattern: PAGE, maxLength: 200 }),
    width: Type.Optional(Type.Integer({ minimum: 280, maximum: 1280 })),
  },
  strict,
)
export type CodeRequest = Static<typeof CodeRequest>

/** The codes that were made, how often each scene was opened, and how many taps that accepted something came of it. */
export const CodesResponse = Type.Object(
  {
    codes: Type.Array(
      Type.Object(
        {
          scene: Type.String(),
          page: Type.String(),
          width: Type.Integer(),
          createdAt: Instant,
          scans: Count,
          subscriptions: Count,
        },
        strict,
      ),
    ),
  },
  strict,
)
export type CodesResponse = Static<typeof CodesResponse>
