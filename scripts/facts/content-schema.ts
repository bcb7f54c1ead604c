import { type Static, type TProperties, type TSchema, Type } from '@sinclair/typebox'
import { LEVELS, REGIONS } from '@zhuan/exam'
import { SOURCES, type Source, type SourceId } from '../../src/features/certificate/content/sources'
import type {
  Fact,
  Item,
  Place,
  Question,
  RegionNote,
  ScoreCode,
  Step,
} from '../../src/features/certificate/content/types'

/** A schema whose every value is of the type `T`, which the app uses in its place. */
const typed =
  <T>() =>
  <S extends TSchema>(schema: Static<S> extends T ? S : never): S =>
    schema

const strict = { additionalProperties: false } as const
/** Written for people: neither blank nor broken over lines, no blanks at the ends. */
const Words = Type.String({ pattern: '^\\S([^\\n]*\\S)?$', maxLength: 200 })
const Id = Type.String({ pattern: '^[a-z0-9-]{1,36}$' })
const Sources = Type.Array(
  Type.Unsafe<SourceId>(Type.Union(Object.keys(SOURCES).map(id => Type.Literal(id as SourceId)))),
  { uniqueItems: true },
)
const Claims = Type.Record(Type.String(), Type.Union([Type.Number(), Type.String({ minLength: 1 })]))

const fact = {
  text: Words,
  from: Sources,
  rule: Type.Optional(Words),
  weak: Type.Optional(Type.Literal(true)),
  claims: Type.Optional(Claims),
}
const step = { ...fact, title: Words }
const FactSchema = typed<Fact>()(Type.Object(fact, strict))
const StepSchema = typed<Step>()(Type.Object(step, strict))
const ItemSchema = typed<Item>()(
  Type.Object(
    {
      ...step,
      id: Id,
      levels: Type.Optional(Type.Array(Type.Union(LEVELS.map(level => Type.Literal(level))), { minItems: 1 })),
    },
    strict,
  ),
)
const PlaceSchema = typed<Place>()(Type.Object({ ...step, id: Id, way: Type.Array(Words, { minItems: 1 }) }, strict))
const ScoreCodeSchema = typed<ScoreCode>()(Type.Object({ ...step, code: Type.String({ pattern: '^−\\d$' }) }, strict))
const RegionNoteSchema = typed<RegionNote>()(
  Type.Object(
    {
      region: Type.Union(REGIONS.map(region => Type.Literal(region))),
      year: Type.Optional(Type.Integer({ minimum: 2019, maximum: 2099 })),
      text: Type.Optional(Words),
      from: Sources,
      claims: Type.Optional(Claims),
    },
    strict,
  ),
)
/** One or two sentences, each of which ends. */
const TwoSentences = Type.String({ pattern: '^[^。\\n]+。([^。\\n]+。)?$', maxLength: 160 })
const words = <const T extends string>(...list: readonly T[]) => Type.Union(list.map(each => Type.Literal(each)))
const QuestionSchema = typed<Question>()(
  Type.Object(
    {
      ...fact,
      text: TwoSentences,
      id: Id,
      topic: words('score', 'window', 'certificate', 'registration'),
      ask: Words,
      own: Type.Optional(
        words(
          ...([
            'release',
            'recheck',
            'window',
            'next-lapse',
            'last-chance',
            'review',
            'e-certificate',
            'paper',
            'first-registration',
            'certificate-year',
            'next-registration',
          ] as const),
        ),
      ),
    },
    strict,
  ),
)
const readOn = (pattern: string) => Type.String({ pattern: `^(?:${pattern})$` })
const MONTH = '20\\d\\d-(0[1-9]|1[0-2])'
const SourceSchema = typed<Source>()(
  Type.Object(
    {
      by: Words,
      title: Type.Optional(Words),
      published: Type.Optional(readOn(`20\\d\\d|${MONTH}(-\\d\\d)?`)),
      read: readOn(`${MONTH}(-\\d\\d)?`),
    },
    strict,
  ),
)

const list = (schema: TSchema, count?: number) =>
  Type.Array(schema, { minItems: count ?? 1, ...(count !== undefined && { maxItems: count }) })
const file = (exports: TProperties) => Type.Object(exports, strict)

/** What each file of the content exports. */
export const CONTENT_SCHEMA = Type.Object(
  {
    download: file({ DOWNLOAD_STEPS: list(StepSchema, 5), EQUAL_EFFECT: FactSchema, VERIFICATION: list(FactSchema) }),
    endorsements: file({ ENDORSEMENT_LIMITS: FactSchema, EXPIRED_SLOT_CAUTION: Words, PURPOSE: Words }),
    paper: file({
      PAPER_WAYS: FactSchema,
      PAPER_PAPERS: list(ItemSchema),
      PAPER_PROXY: FactSchema,
      PAPER_ONCE: FactSchema,
      PAPER_REGIONS: list(RegionNoteSchema),
    }),
    questions: file({ QUESTIONS: list(QuestionSchema, 15), TOPICS: list(Type.Tuple([Id, Words])) }),
    registration: file({ REGISTRATION_RULES: list(StepSchema) }),
    review: file({
      WHO_IS_REVIEWED: list(FactSchema),
      REVIEW_WAYS: list(FactSchema),
      REVIEW_PAPERS: list(ItemSchema),
      REVIEW_COST: list(FactSchema),
      REVIEW_REGIONS: list(RegionNoteSchema),
    }),
    score: file({
      PLACES: list(PlaceSchema),
      OFFICIAL_SITE: Type.String({ pattern: '^www\\.cpta\\.com\\.cn$' }),
      SCORE_CODES: list(ScoreCodeSchema),
      RECHECK: list(FactSchema),
      FIFTY_NINE: FactSchema,
    }),
  },
  strict,
)

export const SOURCES_SCHEMA = Type.Record(Id, SourceSchema)
