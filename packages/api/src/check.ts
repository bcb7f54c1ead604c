import { KindGuard, type Static, type TSchema } from '@sinclair/typebox'
import { type TypeCheck, TypeCompiler } from '@sinclair/typebox/compiler'
import { type ValueError, ValueErrorType } from '@sinclair/typebox/errors'
import type { ErrorCode } from './vocabulary'

/** The first place where a value breaks the contract. `path` is like `entries[0].value.days`, `''` for the root. */
export interface Fault {
  code: ErrorCode
  path: string
  message: string
}

export type Checked<T extends TSchema> = { value: Static<T> } | { fault: Fault }

/**
 * Makes a validator of a schema.
 * @returns a function that gives the value back, or says where it first breaks the contract. With `isText`, whole
 * numbers that arrive as text (queries, path parameters) are converted first; nothing else is ever changed.
 */
export function compileCheck<T extends TSchema>(
  schema: T,
): (value: unknown, options?: { isText?: boolean }) => Checked<T> {
  const compiled: TypeCheck<T> = TypeCompiler.Compile(schema)
  const integers = Object.entries<TSchema>(schema.properties ?? {})
    .filter(([, { type }]) => type === 'integer')
    .map(([name]) => name)
  return (input, { isText = false } = {}) => {
    const value = isText ? withNumbers(integers, input) : input
    if (compiled.Check(value)) return { value }
    const error = compiled.Errors(value).First()
    if (!error) throw new Error(`the validator of ${schema.$id ?? schema.description ?? 'a schema'} contradicts itself`)
    return { fault: faultOf(error) }
  }
}

function withNumbers(integers: readonly string[], input: unknown): unknown {
  const converted = { ...(input as Record<string, unknown>) }
  for (const name of integers) {
    const value = converted[name]
    if (typeof value === 'string' && /^-?\d{1,15}$/.test(value)) converted[name] = Number(value)
  }
  return converted
}

function faultOf(error: ValueError): Fault {
  const nested = deepest(error)
  return {
    code: codeOf(nested),
    path: readablePath(nested.path),
    message: `${nested.message}, found ${describe(nested.value)}`,
  }
}

// A union's own error only says that no branch fits; the branch that got furthest says where it hurts.
function deepest(error: ValueError): ValueError {
  if (error.type !== ValueErrorType.Union) return error
  if (typeof error.value === 'string') {
    // "A day or null": what is wrong with the day says more than that it is neither.
    const text = error.errors[error.schema.anyOf.findIndex((branch: TSchema) => KindGuard.IsString(branch))]?.First()
    if (text) return text
  }
  let best = error
  for (const branch of error.errors) {
    const inner = branch.First()
    if (inner && inner.path.length > best.path.length) best = deepest(inner)
  }
  return best
}

function codeOf(error: ValueError): ErrorCode {
  switch (error.type) {
    case ValueErrorType.ObjectRequiredProperty:
      return 'missing-field'
    case ValueErrorType.ObjectAdditionalProperties:
      return 'unknown-field'
    case ValueErrorType.Object:
      return error.value === undefined ? 'missing-field' : 'not-an-object'
    case ValueErrorType.Union:
    case ValueErrorType.Literal:
      return 'unknown-value'
    case ValueErrorType.Integer:
      return 'not-an-integer'
    case ValueErrorType.IntegerMinimum:
    case ValueErrorType.IntegerMaximum:
    case ValueErrorType.NumberMinimum:
    case ValueErrorType.NumberMaximum:
      return 'out-of-range'
    case ValueErrorType.ArrayMaxItems:
    case ValueErrorType.ObjectMaxProperties:
      return 'too-many'
    case ValueErrorType.StringMaxLength:
      return 'too-long'
    default:
      return 'invalid-value'
  }
}

/** Turns a JSON pointer into the way people write a place in JSON: `/entries/0/key` → `entries[0].key`. */
export function readablePath(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((path, part) => (/^\d+$/.test(part) ? `${path}[${part}]` : path === '' ? part : `${path}.${part}`), '')
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'object') return 'an object'
  if (typeof value === 'string') return value.length > 40 ? `a text of ${value.length}` : JSON.stringify(value)
  return String(value)
}
