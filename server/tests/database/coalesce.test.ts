import { setImmediate as turn } from 'node:timers/promises'
import { coalesce } from '../../src/database/coalesce'

test('calls of one turn share a query and get their own answers', async () => {
  const queries: number[][] = []
  const double = coalesce(async (keys: number[]) => {
    queries.push(keys)
    return keys.map(key => key * 2)
  })
  expect(await Promise.all([double(1), double(2), double(2), double(3)])).toEqual([2, 4, 4, 6])
  expect(queries).toEqual([[1, 2, 2, 3]])
  expect(await double(5)).toBe(10)
  expect(queries).toHaveLength(2)
})

test('while enough queries run, calls wait and then go together', async () => {
  const queries: number[][] = []
  const gates: (() => void)[] = []
  const load = coalesce(
    (keys: number[]) => {
      queries.push(keys)
      return new Promise<number[]>(resolve => gates.push(() => resolve(keys)))
    },
    { inFlight: 1 },
  )
  const first = load(1)
  await turn()
  const later = [load(2), load(3), load(4)]
  await turn()
  expect(queries).toEqual([[1]])
  gates[0]!()
  await first
  await turn()
  expect(queries).toEqual([[1], [2, 3, 4]])
  gates[1]!()
  expect(await Promise.all(later)).toEqual([2, 3, 4])
})

test('a query takes no more than its maximum', async () => {
  const sizes: number[] = []
  const load = coalesce(
    async (keys: number[]) => {
      sizes.push(keys.length)
      return keys
    },
    { maximum: 2 },
  )
  await Promise.all([1, 2, 3, 4, 5].map(load))
  expect(sizes).toEqual([2, 2, 1])
})

test('a failure is told to everybody of that query, and to nobody after it', async () => {
  let broken = true
  const load = coalesce(async (keys: number[]) => {
    if (broken) throw new Error('away')
    return keys
  })
  expect(await Promise.allSettled([load(1), load(2)])).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }])
  broken = false
  expect(await load(3)).toBe(3)
})
