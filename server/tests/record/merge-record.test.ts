import fc from 'fast-check'
import { mergeRecord, type StoredEntry } from '../../src/record/merge-record'
import type { RecordEntry } from '../../src/record/record-entry'

const at = (second: number) => new Date(Date.UTC(2026, 10, 23, 2, 0, second))
const NOW = at(50)
const edit = (value: object | null, second: number, key = 'profile'): RecordEntry => ({
  key,
  value,
  updatedAt: at(second),
})
const kept = (value: object | null, second: number, revision: number, key = 'profile'): StoredEntry => ({
  ...edit(value, second, key),
  revision,
})

test('a new key is stored', () => {
  expect(mergeRecord([], [edit({ a: 1 }, 1)], 0, NOW)).toEqual({ writes: [edit({ a: 1 }, 1)], losers: [] })
})

test('the newer edit wins; who had seen the older one loses nothing', () => {
  expect(mergeRecord([kept({ a: 1 }, 1, 7)], [edit({ a: 2 }, 2)], 7, NOW)).toEqual({
    writes: [edit({ a: 2 }, 2)],
    losers: [],
  })
})

test('the newer edit wins over one it had not seen, which is kept', () => {
  expect(mergeRecord([kept({ a: 1 }, 1, 8)], [edit({ a: 2 }, 2)], 7, NOW)).toEqual({
    writes: [edit({ a: 2 }, 2)],
    losers: [edit({ a: 1 }, 1)],
  })
})

test('the older edit loses and is kept', () => {
  expect(mergeRecord([kept({ a: 1 }, 3, 8)], [edit({ a: 2 }, 2)], 7, NOW)).toEqual({
    writes: [],
    losers: [edit({ a: 2 }, 2)],
  })
})

test('a tie keeps what is stored', () => {
  expect(mergeRecord([kept({ a: 1 }, 2, 8)], [edit({ a: 2 }, 2)], 8, NOW)).toEqual({
    writes: [],
    losers: [edit({ a: 2 }, 2)],
  })
})

test('the same edit posted again changes nothing', () => {
  expect(mergeRecord([kept({ a: 1, b: 2 }, 2, 8)], [edit({ b: 2, a: 1 }, 2)], 0, NOW)).toEqual({
    writes: [],
    losers: [],
  })
})

test('an edit from the future is dated back to now', () => {
  const future = { ...edit({ a: 1 }, 0), updatedAt: new Date('2030-01-01T00:00:00Z') }
  expect(mergeRecord([], [future], 0, NOW).writes).toEqual([{ ...future, updatedAt: NOW }])
})

test('a deletion is an edit like others', () => {
  expect(mergeRecord([kept({ a: 1 }, 1, 8)], [edit(null, 2)], 0, NOW)).toEqual({
    writes: [edit(null, 2)],
    losers: [edit({ a: 1 }, 1)],
  })
  expect(mergeRecord([kept(null, 3, 8)], [edit({ a: 1 }, 2)], 0, NOW).writes).toEqual([])
})

test('two edits of one key in one post: the newer is stored, the other kept', () => {
  expect(mergeRecord([], [edit({ a: 1 }, 1), edit({ a: 2 }, 2)], 0, NOW)).toEqual({
    writes: [edit({ a: 2 }, 2)],
    losers: [edit({ a: 1 }, 1)],
  })
  expect(mergeRecord([], [edit({ a: 2 }, 2), edit({ a: 1 }, 1)], 0, NOW)).toEqual({
    writes: [edit({ a: 2 }, 2)],
    losers: [edit({ a: 1 }, 1)],
  })
})

test('whatever the order in which phones post, the same edits win and nothing is lost', () => {
  const edits = fc.uniqueArray(
    fc.record({
      key: fc.constantFrom('profile', 'certificate', 'sitting:2026'),
      value: fc.option(fc.record({ n: fc.nat(99) })),
      second: fc.nat(40),
    }),
    { selector: entry => `${entry.key} ${entry.second}`, maxLength: 12 },
  )
  fc.assert(
    fc.property(
      edits.chain(list => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
      ([list, shuffled]) => {
        const replay = (posts: typeof list) => {
          const server = new Map<string, StoredEntry>()
          const losers: RecordEntry[] = []
          let revision = 0
          for (const { key, value, second } of posts) {
            const merge = mergeRecord([...server.values()], [edit(value, second, key)], 0, NOW)
            if (merge.writes.length > 0) revision++
            for (const write of merge.writes) server.set(write.key, { ...write, revision })
            losers.push(...merge.losers)
          }
          return { server, losers }
        }
        const [one, two] = [replay(list), replay(shuffled)]
        for (const [key, entry] of one.server)
          expect(two.server.get(key)).toMatchObject({ value: entry.value, updatedAt: entry.updatedAt })
        for (const { key, value, second } of list) {
          const standing = two.server.get(key)!
          const known = [standing, ...two.losers.filter(loser => loser.key === key)].map(entry =>
            JSON.stringify(entry.value),
          )
          expect(known).toContain(JSON.stringify(value))
          expect(standing.updatedAt.getTime()).toBeGreaterThanOrEqual(at(second).getTime())
        }
      },
    ),
  )
})
