import fc from 'fast-check'
import { candidates } from './arbitraries'

type Container = Record<string, unknown> | unknown[]

/** Values that a careless check lets through, or names wrongly. */
const junk = fc.constantFrom<unknown>(
  null,
  true,
  '',
  'pending',
  'full',
  'toString',
  '60',
  -0,
  -1,
  -2,
  -3,
  -4,
  -5,
  0,
  1,
  2,
  3,
  59.5,
  60,
  100,
  101,
  2018,
  2019,
  2025,
  2099,
  2100,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  [],
  {},
  [[]],
  { law: 60 },
  { examYear: 2025, marks: {} },
  Array(61).fill({ examYear: 2025, marks: {} }),
)

const name = fc.constantFrom(
  ...['level', 'specialty', 'sittings', 'examYear', 'marks', 'extensionYears', 'law', 'practice', 'english', 'note'],
  ...['toString', 'constructor', '__proto__', 'hasOwnProperty', 'length', '0', ''],
)

/** One change of an input, at a place picked by number. */
interface Change {
  place: number
  kind: 'replace' | 'add' | 'delete' | 'reverse' | 'double'
  name: string
  value: unknown
}

const change: fc.Arbitrary<Change> = fc.record({
  place: fc.nat(),
  kind: fc.constantFrom('replace', 'add', 'delete', 'reverse', 'double'),
  name,
  value: junk,
})

/** Candidates with up to three things wrong (or only moved) anywhere in them. */
export const hostileInputs: fc.Arbitrary<unknown> = fc
  .tuple(candidates, fc.array(change, { maxLength: 3 }))
  .map(([candidate, changes]) => {
    const root: { input: unknown } = { input: structuredClone(candidate) }
    for (const one of changes) apply(root as unknown as Record<string, unknown>, one)
    return root.input
  })

/** Every place of an input as the container and the key that lead to it. */
function places(container: Container): [Container, string][] {
  return Object.keys(container).flatMap(key => {
    const value = (container as Record<string, unknown>)[key]
    const inner = typeof value === 'object' && value !== null ? places(value as Container) : []
    return [[container, key] as [Container, string], ...inner]
  })
}

function apply(root: Record<string, unknown>, { place, kind, name: field, value }: Change): void {
  const all = places(root)
  const [container, key] = all[place % all.length]!
  const holder = container as Record<string, unknown>
  const target = holder[key]
  if (kind === 'replace') setOwn(holder, key, structuredClone(value))
  else if (kind === 'delete' && container !== root) delete holder[key]
  else if (kind === 'add' && isPlain(target)) {
    // In front or at the end: the order of the input decides which fault is the first.
    const entries = Object.entries(target)
    const added: [string, unknown] = [field, structuredClone(value)]
    setOwn(holder, key, ownEntries(place % 2 === 0 ? [added, ...entries] : [...entries, added]))
  } else if (kind === 'reverse' && isPlain(target)) setOwn(holder, key, ownEntries(Object.entries(target).reverse()))
  else if (kind === 'double' && Array.isArray(target) && target.length > 0) {
    target.push(structuredClone(target[place % target.length]))
  }
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Sets an own field whatever its name: `__proto__` by assignment would set the prototype. */
function setOwn(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true })
}

function ownEntries(entries: [string, unknown][]): object {
  const object = {}
  for (const [key, value] of entries) setOwn(object, key, value)
  return object
}
