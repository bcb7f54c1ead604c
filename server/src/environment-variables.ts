import { FormatRegistry, type Static, type TSchema, Type } from '@sinclair/typebox'
import { ValueErrorType } from '@sinclair/typebox/errors'
import { Value } from '@sinclair/typebox/value'

/** A keyword of our own in the schemas: the sentence on a value that does not fit. Secrets are not repeated in it. */
type Tell = (name: string, value: string) => string

const told = (tell: Tell): { tell: Tell } => ({ tell })

const whole = (fallback: number, minimum: number, maximum: number) =>
  Type.Integer({
    ...{ default: fallback, minimum, maximum },
    ...told((name, value) => `${name} is "${value}", expected a whole number from ${minimum} to ${maximum}`),
  })

const word = <const T extends readonly [string, ...string[]]>(allowed: T, fallback: T[number]) =>
  Type.Unsafe<T[number]>(
    Type.Union(
      allowed.map(each => Type.Literal(each)),
      { default: fallback, ...told((name, value) => `${name} is "${value}", expected one of ${allowed.join(', ')}`) },
    ),
  )

/** The value itself stays out of the sentence: a connection string holds a password. */
const url = (...protocols: string[]) => {
  const format = `url of ${protocols.join(' or ')}`
  FormatRegistry.Set(format, text => URL.canParse(text) && protocols.includes(new URL(text).protocol))
  return Type.String({
    format,
    ...told(name => `${name} is not a URL beginning with ${protocols.map(protocol => `${protocol}//`).join(' or ')}`),
  })
}

const secret = (minimum: number) => {
  const format = `at least ${minimum} bytes`
  FormatRegistry.Set(format, text => Buffer.byteLength(text) >= minimum)
  return Type.String({
    format,
    ...told((name, value) => `${name} has ${Buffer.byteLength(value)} bytes, expected at least ${minimum}`),
  })
}

/** HTTP has no blanks at the ends of a header, and clients send no other letters. */
const inHeader = Type.String({
  pattern: '^[!-~]([ -~]*[!-~])?$',
  ...told(name => `${name} cannot be sent in a header: expected printable ASCII characters without blanks at its ends`),
})

const aesKey = Type.String({
  pattern: '^[A-Za-z0-9+/]{43}$',
  ...told(name => `${name} is not an EncodingAESKey: expected 43 letters and digits`),
})

/** What the server is told from outside, as it is called there. Times are seconds. */
const VARIABLES = Type.Object({
  WECHAT_API_BASE: Type.Optional(url('http:', 'https:')),
  WECHAT_PUSH_MODE: word(['safe', 'compatible', 'plain'], 'safe'),
  WECHAT_VERSION: word(['release', 'trial', 'develop'], 'release'),
  CLOCK_OFFSET_SECONDS: whole(0, -3_155_760_000, 3_155_760_000),
  DATABASE_URL: Type.Optional(url('postgres:', 'postgresql:')),
  PORT: whole(3000, 0, 65_535),
  HOST: Type.Optional(Type.String()),
  ADMIN_PORT: Type.Optional(
    Type.Integer({
      ...{ minimum: 0, maximum: 65_535 },
      ...told((name, value) => `${name} is "${value}", expected a whole number from 0 to 65535`),
    }),
  ),
  ADMIN_HOST: Type.String({ default: '127.0.0.1' }),
  TRUSTED_PROXIES: Type.String({ default: 'loopback' }),
  ACCESS_LOG: word(['on', 'off'], 'off'),
  DATA_DIR: Type.String({ default: '.data' }),
  PUBLIC_URL: Type.Optional(url('http:', 'https:')),
  LOG_LEVEL: word(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'info'),
  SESSION_SECRET: secret(32),
  OPERATOR_TOKEN: Type.Optional(Type.Intersect([secret(16), inHeader])),
  OPERATOR_TOKENS: Type.Optional(Type.String()),
  SEND_CONCURRENCY: whole(100, 1, 10_000),
  SEND_RATE_PER_SECOND: whole(1000, 1, 1_000_000),
  UNDO_SECONDS: whole(60, 0, 86_400),
  UNCONFIRMED_RETRY_SECONDS: whole(600, 0, 604_800),
  REMINDER_TEMPLATES: Type.String(),
  WECHAT_APPID: Type.String(),
  WECHAT_SECRET: Type.String(),
  WECHAT_PUSH_TOKEN: Type.String(),
  WECHAT_PUSH_AES_KEY: aesKey,
})

export type Variables = Static<typeof VARIABLES>
export type VariableName = keyof Variables

/** All that is wrong, by variable and in the order in which they are declared. */
export type VariableFaults = Record<VariableName, string[]>

/**
 * Reads the variables, defaults filled in.
 * @param source - an empty value counts as absent
 * @returns the values, to be relied on only as far as there are no faults
 */
export function readVariables(source: Record<string, string | undefined>): {
  variables: Partial<Variables>
  faults: VariableFaults
} {
  const names = Object.keys(VARIABLES.properties) as VariableName[]
  const given = Object.fromEntries(names.filter(name => source[name]).map(name => [name, convert(name, source[name]!)]))
  const variables = Value.Default(VARIABLES, given) as Partial<Variables>
  const faults = Object.fromEntries(names.map((name): [string, string[]] => [name, []])) as VariableFaults
  for (const { type, path, schema, value } of Value.Errors(VARIABLES, variables)) {
    const name = path.slice(1) as VariableName
    const { tell } = schema as TSchema & { tell?: Tell }
    if (type === ValueErrorType.ObjectRequiredProperty) faults[name].push(`${name} is missing`)
    else if (value !== undefined && tell) faults[name].push(tell(name, source[name]!))
  }
  return { variables, faults }
}

/** Text that is a whole number becomes one where one is expected; everything else is left to be refused. */
function convert(name: VariableName, text: string): string | number {
  const schema: TSchema = VARIABLES.properties[name]
  return schema.type === 'integer' && /^-?\d{1,15}$/.test(text) ? Number(text) : text
}
