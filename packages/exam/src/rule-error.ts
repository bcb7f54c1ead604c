export type RuleErrorCode =
  | 'not-an-object'
  | 'missing-field'
  | 'unknown-field'
  | 'unknown-value'
  | 'not-an-integer'
  | 'out-of-range'
  | 'duplicate-year'
  | 'too-many'
  | 'invalid-day'
  | 'endorsement-in-future'
  | 'days-out-of-range'

/** Input that breaks the contract: `path` says where (`sittings[0].marks.law`, `''` for the root). */
export class RuleError extends Error {
  constructor(
    readonly code: RuleErrorCode,
    readonly path: string,
    message: string,
  ) {
    super(message)
    this.name = 'RuleError'
  }
}

/** Throws a {@link RuleError} that says where, what was found and what was expected. */
export function refuse(code: RuleErrorCode, path: string, found: unknown, expected: string): never {
  throw new RuleError(code, path, `${path || 'input'}: found ${show(found)}, expected ${expected}`)
}

function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)
  if (Array.isArray(value)) return `an array of ${value.length}`
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}
