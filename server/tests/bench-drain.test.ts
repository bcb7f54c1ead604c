import { type Flatness, judge, type Results, speed } from '../../bench/drain/report'
import { peakMemory, type Round } from '../../bench/drain/rounds'

// What `npm run bench:drain` calls kept, without an hour of measuring.
const round = (messagesPerSecond: number, more: Partial<Round> = {}): Round => ({
  messagesPerSecond,
  firstAfter: 400,
  memory: 240,
  ...more,
})
const good = (): Results =>
  new Map([
    ['bare', [round(3000), round(3100)]],
    ['ours', [round(2800), round(2900)]],
    ['two workers', [round(3000), round(3100)]],
    ['graphile-worker', [round(2300), round(2400)]],
    ['pg-boss', [round(1900), round(1800)]],
  ])
const flat = (): Flatness => new Map([10_000, 100_000, 300_000].map(count => [count, round(2800)]))

const verdicts = (results: Results, flatness: Flatness) => judge(results, flatness).map(({ kept }) => kept)
const broken = (results: Results, flatness: Flatness = flat()) =>
  judge(results, flatness)
    .filter(({ kept }) => kept === false)
    .map(({ promise }) => promise)

it('takes the mean of the middle two for the median of an even number of rounds', () => {
  const results: Results = new Map([['ours', [round(10), round(40), round(20), round(30)]]])
  expect(speed(results, 'ours')).toBe(25)
  expect(speed(new Map([['ours', [round(30), round(10), round(20)]]]), 'ours')).toBe(20)
  expect(speed(new Map(), 'ours')).toBeUndefined()
})

it('finds a good run good', () => {
  expect(new Set(verdicts(good(), flat()))).toEqual(new Set([true]))
})

it('says of what was not measured that it was not', () => {
  expect(new Set(verdicts(new Map(), new Map()))).toEqual(new Set([undefined]))
  expect(verdicts(good(), new Map()).filter(kept => kept === undefined)).toHaveLength(2)
})

it('says of memory that the system does not tell that it was not measured', () => {
  const blind = ({ firstAfter, messagesPerSecond }: Round): Round => ({ firstAfter, messagesPerSecond })
  const results = good().set('ours', good().get('ours')!.map(blind))
  const flatness = new Map([...flat()].map(([count, one]) => [count, blind(one)]))
  const unmeasured = judge(results, flatness).filter(({ kept }) => kept === undefined)
  expect(unmeasured.map(({ promise }) => promise)).toEqual([
    expect.stringContaining('300 MB in every round'),
    expect.stringContaining('memory ≤ 300 MB among 300,000'),
  ])
  expect(broken(results, flatness)).toEqual([])
  // One round that was weighed is enough to break the promise.
  results.get('ours')!.push(round(2850, { memory: 301 }))
  expect(broken(results, flatness)).toEqual([expect.stringContaining('in every round')])
})

it('knows the memory of a process only where the system tells it', () => {
  expect(peakMemory(process.pid)).toBeGreaterThan(10)
  expect(peakMemory(2 ** 30)).toBeUndefined()
})

it.each<[string, (results: Results) => unknown, string]>([
  ['too slow', results => results.set('ours', [round(2600), round(2800)]), 'ours ≥'],
  ['slower than another', results => results.set('pg-boss', [round(2900)]), 'ours > pg-boss'],
  ['a late first message', results => results.get('ours')!.push(round(2850, { firstAfter: 2001 })), 'first'],
  ['too much memory once', results => results.get('ours')!.push(round(2850, { memory: 301 })), 'server and'],
])('finds %s', (_, spoil, promise) => {
  const results = good()
  spoil(results)
  expect(broken(results)).toEqual([expect.stringMatching(new RegExp(`^${promise}`))])
})

it('asks of two workers to send more than one, unless one is at the limit already', () => {
  const slow = () => good().set('two workers', [round(2700)])
  expect(broken(slow())).toEqual([])
  const roomLeft = slow().set('bare', [round(4000)])
  expect(broken(roomLeft)).toContainEqual(expect.stringMatching(/^two workers/))
  const noBare = slow()
  noBare.delete('bare')
  expect(broken(noBare)).toEqual([expect.stringMatching(/^two workers/)])
})

it('asks for the memory and the cost among 300,000', () => {
  expect(broken(good(), flat().set(300_000, round(2800, { memory: 301 })))).toContainEqual(
    expect.stringContaining('among 300,000'),
  )
  expect(broken(good(), flat().set(300_000, round(2200)))).toEqual([expect.stringMatching(/^a message among 300,000/)])
})
