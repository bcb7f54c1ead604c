import { postReviewNote, REGIONS } from '@zhuan/exam'
import { coreValue } from './core-values'

/** A fact as it is found anywhere in the content, with the place that it stands in. */
interface Found {
  path: string
  from: readonly string[]
  texts: string[]
  claims: Record<string, number | string>
}

export interface Finding {
  kind: 'no-source' | 'contradiction' | 'old'
  path: string
  message: string
}

type Sources = Readonly<Record<string, { by: string; read: string }>>

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Every fact below `value`: whatever names its sources. */
export function factsIn(value: unknown, path = ''): Found[] {
  if (!isObject(value)) return []
  if (Array.isArray(value.from)) {
    const { from, claims, ...rest } = value as { from: string[]; claims?: Found['claims'] }
    const texts = Object.values(rest).filter((text): text is string => typeof text === 'string')
    return [{ path, from, texts, claims: claims ?? {} }]
  }
  return Object.entries(value).flatMap(([key, below]) =>
    factsIn(below, Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`),
  )
}

function withoutSource(facts: readonly Found[], sources: Sources): Finding[] {
  const bare = facts.filter(({ from }) => from.length === 0 || from.some(id => !sources[id]?.by))
  const cited = new Set(facts.flatMap(({ from }) => from))
  const idle = Object.keys(sources).filter(id => !cited.has(id))
  return [
    ...bare.map(({ path }) => ({ kind: 'no-source' as const, path, message: 'says nowhere where it was read' })),
    ...idle.map(id => ({ kind: 'no-source' as const, path: `sources.${id}`, message: 'nothing rests on it' })),
  ]
}

/** The region's notes stand in the core without a source: the content gives it. */
function unsourcedNotes(facts: readonly Found[]): Finding[] {
  const known = new Set(facts.filter(({ path }) => path.includes('REVIEW_REGIONS')).flatMap(({ texts }) => texts))
  return REGIONS.filter(region => postReviewNote(region) !== undefined && !known.has(region)).map(region => ({
    kind: 'no-source',
    path: `postReviewNote('${region}')`,
    message: 'content/review.ts does not say where it was read',
  }))
}

function contradictions(facts: readonly Found[]): Finding[] {
  const stated = new Map<string, { path: string; value: number | string }[]>()
  for (const { path, claims } of facts) {
    for (const [claim, value] of Object.entries(claims))
      stated.set(claim, [...(stated.get(claim) ?? []), { path, value }])
  }
  return [...stated].flatMap(([claim, places]) => {
    const [first] = places as [{ path: string; value: number | string }]
    const core = coreValue(claim)
    const [truth, by] = core === undefined ? [first.value, first.path] : [core, 'packages/exam']
    return places
      .filter(({ value }) => value !== truth)
      .map(({ path, value }) => ({
        kind: 'contradiction' as const,
        path,
        message: `${claim} is ${value} here, ${truth} in ${by}`,
      }))
  })
}

const two = (part: string): string => part.padStart(2, '0')

/** Days written in a text, as `-MM-DD` or `YYYY-MM-DD`. */
function daysWritten(text: string): string[] {
  return [...text.matchAll(/(?:(\d{4}) 年 )?(\d{1,2}) 月 (\d{1,2})(?: 日| – )/g)].map(
    ([, year, month, day]) => `${year ?? ''}-${two(month!)}-${two(day!)}`,
  )
}

/** A day in a text that no claim states would never be compared with anything. */
function unclaimedDays(facts: readonly Found[]): Finding[] {
  return facts.flatMap(({ path, texts, claims }) =>
    texts
      .flatMap(daysWritten)
      .filter(day => !Object.values(claims).some(value => String(value).includes(day)))
      .map(day => ({ kind: 'contradiction' as const, path, message: `${day} stands in the text and in no claim` })),
  )
}

const firstDay = (read: string): string => (read.length === 7 ? `${read}-01` : read)
const aYearLater = (day: string): string => `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`

function old(facts: readonly Found[], sources: Sources, asOf: string): Finding[] {
  return Object.entries(sources)
    .filter(([, { read }]) => aYearLater(firstDay(read)) < asOf)
    .map(([id, { by, read }]) => {
      const resting = facts.filter(({ from }) => from.includes(id)).map(({ path }) => path)
      return { kind: 'old', path: `sources.${id}`, message: `${by}, read ${read}: ${resting.join(', ')}` }
    })
}

/**
 * What is wrong with the content, or has to be read again.
 * @param content the exports of its files
 * @param asOf civil day in China, `YYYY-MM-DD`: what was read more than a year before it is old
 */
export function findingsOf(content: unknown, sources: Sources, asOf: string): Finding[] {
  const facts = factsIn(content)
  return [
    ...withoutSource(facts, sources),
    ...unsourcedNotes(facts),
    ...contradictions(facts),
    ...unclaimedDays(facts),
    ...old(facts, sources, asOf),
  ]
}
