import type { Round } from './rounds'

/** Contender → its rounds. */
export type Results = Map<string, Round[]>

/** One round of ours among so many subscribers. */
export type Flatness = Map<number, Round>

/** What issue and README promise of the drain. */
const EXPECTED_RATIO = 0.9
const FIRST_MESSAGE_MS = 2000
const MEMORY_MB = 300
/** How much a message may cost more among 300,000 than among 10,000. */
const FLATNESS = 1.25

/** A promise, and whether it was kept; undefined when this run has not measured it. */
export interface Finding {
  promise: string
  kept: boolean | undefined
}

/** Judges what was measured; what was not is named too, so that a partial run does not look like a whole one. */
export function judge(results: Results, flatness: Flatness): Finding[] {
  const bare = speed(results, 'bare')
  const ours = speed(results, 'ours')
  const two = speed(results, 'two workers')
  const rounds = [...(results.get('ours') ?? []), ...flatness.values()]
  // Not every system tells the memory of a process.
  const weighed = (some: Round[]) => some.filter(({ memory }) => memory !== undefined)
  return [
    {
      promise: `ours ≥ ${EXPECTED_RATIO} × the bare loop`,
      kept: ours === undefined || bare === undefined ? undefined : ours >= EXPECTED_RATIO * bare,
    },
    ...['graphile-worker', 'pg-boss'].map(name => {
      const other = speed(results, name)
      return { promise: `ours > ${name}`, kept: ours === undefined || other === undefined ? undefined : ours > other }
    }),
    {
      promise: `two workers > one, unless one is at the limit already (≥ ${EXPECTED_RATIO} × the bare loop)`,
      kept: ours === undefined || two === undefined ? undefined : two > ours || isAtLimit(ours, bare),
    },
    { promise: `first message ≤ ${FIRST_MESSAGE_MS} ms after it is due`, kept: all(results.get('ours'), isPrompt) },
    { promise: `server and one worker ≤ ${MEMORY_MB} MB in every round`, kept: all(weighed(rounds), isSmall) },
    { promise: `memory ≤ ${MEMORY_MB} MB among 300,000`, kept: all(weighed(among(flatness, 300_000)), isSmall) },
    { promise: `a message among 300,000 costs ≤ ${FLATNESS} × one among 10,000`, kept: isFlat(flatness) },
  ]
}

/** Without the bare loop nobody knows where the limit is. */
const isAtLimit = (ours: number, bare: number | undefined): boolean =>
  bare !== undefined && ours >= EXPECTED_RATIO * bare

const isPrompt = ({ firstAfter }: Round): boolean => firstAfter! <= FIRST_MESSAGE_MS
const isSmall = ({ memory }: Round): boolean => memory! <= MEMORY_MB

const all = (rounds: Round[] | undefined, holds: (round: Round) => boolean): boolean | undefined =>
  rounds === undefined || rounds.length === 0 ? undefined : rounds.every(holds)

function among(flatness: Flatness, count: number): Round[] {
  const round = flatness.get(count)
  return round ? [round] : []
}

function isFlat(flatness: Flatness): boolean | undefined {
  const [few, many] = [flatness.get(10_000), flatness.get(300_000)]
  return few && many && cost(many) <= FLATNESS * cost(few)
}

/** Microseconds a message. */
export const cost = ({ messagesPerSecond }: Round): number => 1e6 / messagesPerSecond

/** The median of a contender's rounds: of an even number the mean of the middle two. Messages a second. */
export function speed(results: Results, name: string): number | undefined {
  const speeds = (results.get(name) ?? []).map(({ messagesPerSecond }) => messagesPerSecond).sort((a, b) => a - b)
  const middle = speeds.length / 2
  return speeds.length % 2 === 1
    ? speeds[Math.floor(middle)]
    : speeds.length === 0
      ? undefined
      : (speeds[middle - 1]! + speeds[middle]!) / 2
}
