/** A small seeded generator, so that a run's blows can be dealt again. Source: Tommy Ettinger, public domain. */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** So many different entries of a list, in random order. */
export function draw<T>(list: T[], count: number, random: () => number): T[] {
  const rest = [...list]
  return Array.from({ length: Math.min(count, rest.length) }, () => {
    const index = Math.floor(random() * rest.length)
    const [entry] = rest.splice(index, 1)
    return entry!
  })
}
