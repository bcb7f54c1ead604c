/** Freezes a value through and through, so that a function that writes to its input throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) deepFreeze(part)
  }
  return value
}

/** What remains of a value on its way through JSON. */
export const throughJson = <T>(value: T): T => JSON.parse(JSON.stringify(value))
