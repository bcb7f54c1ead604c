/**
 * Turns many single look-ups into few queries: calls that arrive in the same turn of the event loop, or while enough
 * queries are already under way, are answered by one query together. Under load that is the difference between one
 * round trip for each request and one for dozens; alone, a call waits for nothing.
 * @param load - answers a list of keys in their order; its failure is everybody's of that list
 * @param options.inFlight - queries at the same time; with one, whoever comes while it runs goes together with the next
 * @param options.maximum - keys in one query
 */
export function coalesce<Key, Value>(
  load: (keys: Key[]) => Promise<Value[]>,
  { inFlight = 1, maximum = 256 }: { inFlight?: number; maximum?: number } = {},
): (key: Key) => Promise<Value> {
  interface Waiting {
    key: Key
    resolve: (value: Value) => void
    reject: (error: unknown) => void
  }
  let waiting: Waiting[] = []
  let scheduled = false
  let running = 0

  const pump = () => {
    scheduled = false
    while (waiting.length > 0 && running < inFlight) {
      const batch = waiting.slice(0, maximum)
      waiting = waiting.slice(maximum)
      running++
      load(batch.map(({ key }) => key))
        .then(
          values => {
            for (const [index, { resolve }] of batch.entries()) resolve(values[index] as Value)
          },
          error => {
            for (const { reject } of batch) reject(error)
          },
        )
        .finally(() => {
          running--
          pump()
        })
    }
  }
  return key =>
    new Promise<Value>((resolve, reject) => {
      waiting.push({ key, resolve, reject })
      if (scheduled || running >= inFlight) return
      scheduled = true
      setImmediate(pump)
    })
}
