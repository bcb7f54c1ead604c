import { KindGuard, type TSchema } from '@sinclair/typebox'
import { isInstant } from '@zhuan/api'
import fc from 'fast-check'

type Json = fc.Arbitrary<unknown>

const twoDigits = (most: number) => fc.nat(most).map(number => String(number).padStart(2, '0'))
// Offsets that no place has, too: whatever the contract lets through, PostgreSQL has to understand.
const offset = fc.oneof(
  fc.constant('Z'),
  fc
    .tuple(fc.constantFrom('+', '-'), twoDigits(23), twoDigits(59))
    .map(([sign, hours, minutes]) => `${sign}${hours}:${minutes}`),
)

const BY_FORMAT: Record<string, Json> = {
  instant: fc
    .tuple(fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }), offset)
    .map(([date, where]) => date.toISOString().replace('Z', where))
    .filter(isInstant),
  'civil-day': fc.constantFrom('2026-10-24', '2024-02-29', '2027-12-31'),
  'wall-time': fc.constantFrom('00:00', '10:00', '23:59'),
  text: fc.constantFrom('西藏', '新疆生产建设兵团', 'a', 'https://example.org/notice'),
}

/** Values that keep a schema of the contract. */
export function arbitraryOf(schema: TSchema): Json {
  if (KindGuard.IsUnion(schema)) return fc.oneof(...schema.anyOf.map(arbitraryOf))
  if (KindGuard.IsLiteral(schema)) return fc.constant(schema.const)
  if (KindGuard.IsNull(schema)) return fc.constant(null)
  if (KindGuard.IsBoolean(schema)) return fc.boolean()
  if (KindGuard.IsInteger(schema))
    return fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 1000, 2_147_483_647) })
  if (KindGuard.IsArray(schema)) return fc.array(arbitraryOf(schema.items), { maxLength: 3 })
  if (KindGuard.IsRecord(schema))
    return fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.constantFrom('accept', 'reject', 1, null, {}), {
      maxKeys: 3,
    })
  if (KindGuard.IsObject(schema)) {
    const properties = Object.entries(schema.properties).map(
      ([name, property]) => [name, arbitraryOf(property)] as const,
    )
    return fc.record(Object.fromEntries(properties), { requiredKeys: (schema.required ?? []) as never[] })
  }
  if (KindGuard.IsString(schema)) {
    if (schema.format !== undefined) return BY_FORMAT[schema.format]!
    if (schema.pattern !== undefined) return fc.stringMatching(new RegExp(schema.pattern))
  }
  return fc.string({ minLength: 1, maxLength: 20 })
}

const HOSTILE = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    '\u0000',
    '\ud800',
    'a\r\nb',
    '__proto__',
    '../../etc/passwd',
    "' or 1=1 --",
    '2026-02-30',
    '9'.repeat(400),
  ),
  fc.constantFrom<unknown>(
    -1,
    0,
    0.5,
    59.5,
    1e308,
    -1e308,
    2 ** 53,
    2 ** 31,
    9_999_999_999,
    true,
    false,
    [],
    {},
    [[]],
    { a: { b: {} } },
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.constant('x'.repeat(20_000)),
  fc.constant(Array(300).fill(0)),
  fc.jsonValue({ maxDepth: 3 }),
)

type Change = (value: unknown) => unknown

/** Breaks one place of a value: another type, an extreme, a missing or a surplus field. */
export const mutation: fc.Arbitrary<Change> = fc
  .record({
    depth: fc.nat(5),
    pick: fc.nat(1_000),
    action: fc.constantFrom('replace', 'remove', 'add', 'repeat'),
    hostile: HOSTILE,
  })
  .map(({ depth, pick, action, hostile }) => {
    const change = (value: unknown, left: number): unknown => {
      if (Array.isArray(value) && value.length > 0 && left > 0) {
        if (action === 'repeat' && left === 1) return Array(250).fill(value[0])
        const index = pick % value.length
        return value.map((item, position) => (position === index ? change(item, left - 1) : item))
      }
      if (
        typeof value === 'object' &&
        value !== null &&
        !Array.isArray(value) &&
        Object.keys(value).length > 0 &&
        left > 0
      ) {
        const keys = Object.keys(value)
        const key = keys[pick % keys.length]!
        if (action === 'add' && left === 1) return { ...value, [`surplus${pick}`]: hostile }
        const rest = Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))
        if (action === 'remove' && left === 1) return rest
        return { ...rest, [key]: change((value as Record<string, unknown>)[key], left - 1) }
      }
      return hostile
    }
    return value => change(value, depth)
  })
