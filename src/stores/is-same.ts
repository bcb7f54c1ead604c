/** Whether two plain values are the same in content, whatever the order of their fields. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false
  const keys = Object.keys({ ...one, ...other }) as never[]
  return keys.every(key => isSame(one[key], other[key]))
}
