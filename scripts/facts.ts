/**
 * `npm run facts [-- YYYY-MM-DD]`: which of the facts that candidates are told were read more than a year before the day
 * (today, when absent), contradict each other or packages/exam, or have no source. Ends with 1 unless all it lists is old.
 */
import { isDay } from '@zhuan/exam'
import { SOURCES } from '../src/features/certificate/content/sources'
import { CONTENT } from './facts/content'
import { type Finding, factsIn, findingsOf } from './facts/findings'

const TITLES: Record<Finding['kind'], string> = {
  'no-source': 'without a source',
  contradiction: 'in contradiction',
  old: 'read more than a year ago',
}

/** Today in China. */
const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

function main(): number {
  const asOf = process.argv[2] ?? today()
  if (!isDay(asOf)) {
    console.error(`facts: expected a day, YYYY-MM-DD, found ${asOf}`)
    return 2
  }
  const findings = findingsOf(CONTENT, SOURCES, asOf)
  for (const kind of ['no-source', 'contradiction', 'old'] as const) {
    const found = findings.filter(finding => finding.kind === kind)
    console.log(`${TITLES[kind]}: ${found.length}`)
    for (const { path, message } of found) console.log(`  ${path}: ${message}`)
  }
  console.log(`${factsIn(CONTENT).length} facts from ${Object.keys(SOURCES).length} sources, as of ${asOf}`)
  return findings.every(({ kind }) => kind === 'old') ? 0 : 1
}

process.exitCode = main()
