/*
 * The rules a second time, by brute force and sharing nothing with src: a table of what every year says of every subject
 * is written down first, then every rule of the contract is one step over it. Plain on purpose.
 */

interface OracleSitting {
  examYear: number
  level?: string
  specialty?: string
  marks: Record<string, number | string | undefined>
  extensionYears?: Record<string, number | undefined>
}

export interface OracleCandidate {
  level: string
  specialty: string
  sittings: OracleSitting[]
}

interface OracleDates {
  examYear: number
  start: string
  end: string
}

const RECORDED: Record<number, [string, string]> = {
  2019: ['2019-11-16', '2019-11-17'],
  2020: ['2020-11-14', '2020-11-15'],
  2021: ['2021-10-16', '2021-10-17'],
  2022: ['2022-10-29', '2022-10-30'],
  2023: ['2023-10-28', '2023-10-29'],
  2024: ['2024-10-26', '2024-10-27'],
  2025: ['2025-10-25', '2025-10-26'],
  2026: ['2026-10-24', '2026-10-25'],
}

const LEVELS: Record<string, [number, string]> = {
  full: [4, 'law management technology practice'],
  'exempt-one': [3, 'law management practice'],
  'exempt-two': [2, 'law practice'],
  'added-specialty': [1, 'practice'],
}

const noon = (day: string) => new Date(`${day}T12:00:00Z`)

function datesOf(year: number, announced: OracleDates[]): { start: string; end: string; announced: boolean } {
  for (const sitting of announced) {
    if (sitting.examYear === year) return { start: sitting.start, end: sitting.end, announced: true }
  }
  const recorded = RECORDED[year]
  if (recorded !== undefined) return { start: recorded[0], end: recorded[1], announced: true }
  for (let saturday = 30; ; saturday--) {
    if (noon(`${year}-10-${saturday}`).getUTCDay() !== 6) continue
    return { start: `${year}-10-${saturday}`, end: `${year}-10-${saturday + 1}`, announced: false }
  }
}

const countDays = (from: string, to: string) => Math.round((noon(to).getTime() - noon(from).getTime()) / 86_400_000)

type Says = 'nothing' | 'pending' | 'pass' | 'not-registered' | 'no'

/** Far enough: no record reaches past 2099, no window further than six years. */
const YEARS = Array.from({ length: 2112 - 2018 }, (_, index) => 2018 + index)
const SPECIALTIES = 'coal-mine non-coal-mine chemical metal-smelting construction road-transport other'.split(' ')

const saysOf = (mark: number | string | undefined): Says => {
  if (mark === undefined) return 'nothing'
  if (mark === 'passed' || (typeof mark === 'number' && mark >= 60)) return 'pass'
  if (mark === 'pending' || mark === 'not-registered') return mark
  return 'no'
}

interface OraclePass {
  year: number
  through: number
}

/** Everything about one pair of level and specialty, from sittings that say what they were sat as. */
class Pair {
  readonly window: number
  readonly required: string[]
  constructor(
    readonly level: string,
    readonly specialty: string,
    readonly held: OracleSitting[],
  ) {
    const [window, names] = LEVELS[level]!
    this.window = window
    this.required = names.split(' ')
  }

  isMine(sitting: OracleSitting, subject: string): boolean {
    return sitting.level === this.level && (subject !== 'practice' || sitting.specialty === this.specialty)
  }

  private readonly known = new Map<string, OraclePass[]>()

  passes(subject: string): OraclePass[] {
    const known = this.known.get(subject)
    if (known) return known
    const found: OraclePass[] = []
    for (const year of YEARS) {
      const sitting = this.held.find(other => other.examYear === year)
      if (!sitting || !this.isMine(sitting, subject) || saysOf(sitting.marks[subject]) !== 'pass') continue
      found.push({ year, through: year + this.window - 1 + (sitting.extensionYears?.[subject] ?? 0) })
    }
    this.known.set(subject, found)
    return found
  }

  usable(subject: string, year: number): OraclePass[] {
    return this.passes(subject).filter(pass => pass.year <= year && year <= pass.through)
  }

  missing(year: number): string[] {
    return this.required.filter(subject => this.usable(subject, year).length === 0)
  }

  certificate(): number | undefined {
    const own = this.held.filter(sitting => sitting.level === this.level).map(sitting => sitting.examYear)
    return own.sort((a, b) => a - b).find(year => this.missing(year).length === 0)
  }
}

export function oracleAssess(candidate: OracleCandidate, asOf: string, announced: OracleDates[] = []): unknown {
  const sittings = candidate.sittings.map(sitting => ({
    ...sitting,
    level: sitting.level ?? candidate.level,
    specialty: sitting.specialty ?? candidate.specialty,
  }))
  const held = sittings.filter(({ examYear }) => datesOf(examYear, announced).start <= asOf)
  const mine = new Pair(candidate.level, candidate.specialty, held)
  const { required, window } = mine

  let n = 2019
  while (datesOf(n, announced).end < asOf) n += 1

  /** "What a year says of a subject", with "Begun". */
  const says = (subject: string, year: number): Says => {
    const sitting = sittings.find(other => other.examYear === year)
    if (!sitting) return 'nothing'
    if (held.includes(sitting)) return mine.isMine(sitting, subject) ? saysOf(sitting.marks[subject]) : 'not-registered'
    if (sitting.level !== candidate.level) return 'nothing'
    return sitting.marks[subject] === 'not-registered' ? 'not-registered' : 'nothing'
  }
  const isOpen = (subject: string, year: number) => ['nothing', 'pending'].includes(says(subject, year))
  const isLost = (year: number) =>
    mine.missing(year).some(subject => ['not-registered', 'no'].includes(says(subject, year)))
  const isPendingNow = (subject: string) => says(subject, n - 1) === 'pending' || says(subject, n) === 'pending'

  const report = (subject: string, { year, through }: OraclePass) => {
    const { marks } = held.find(({ examYear }) => examYear === year)!
    const needsCheck = ['law', 'management', 'technology', 'practice'].some(
      other => marks[other] === 'violation' || marks[other] === 'invalid',
    )
    return { passedIn: year, mark: marks[subject], validThrough: through, needsCheck }
  }

  const notCounted = (subject: string) => {
    for (const year of [...YEARS].reverse()) {
      const sitting = held.find(({ examYear }) => examYear === year)
      if (!sitting || mine.isMine(sitting, subject)) continue
      const mark = sitting.marks[subject]
      const isPass = saysOf(mark) === 'pass'
      if (!isPass && !(mark === 'pending' && [n - 1, n].includes(year))) continue
      const reason = sitting.level === candidate.level ? 'specialty' : 'level'
      return { notCounted: { examYear: year, mark, reason } }
    }
    return {}
  }

  const pairs = new Set(sittings.map(({ level, specialty }) => `${level} ${specialty}`))
  const earlierCertificates: { level: string; specialty: string; examYear: number }[] = []
  for (const level of Object.keys(LEVELS)) {
    for (const specialty of SPECIALTIES) {
      if (!pairs.has(`${level} ${specialty}`)) continue
      if (level === candidate.level && specialty === candidate.specialty) continue
      const examYear = new Pair(level, specialty, held).certificate()
      if (examYear !== undefined) earlierCertificates.push({ level, specialty, examYear })
    }
  }
  // Pushed in the order of the tables, and sorting keeps it within a year.
  earlierCertificates.sort((a, b) => a.examYear - b.examYear)

  const common = { asOf, level: candidate.level, windowYears: window, required, earlierCertificates }
  const sittingOf = (examYear: number) => {
    const dates = datesOf(examYear, announced)
    return { examYear, start: dates.start, announced: dates.announced }
  }

  const T = mine.certificate()
  if (T !== undefined) {
    return {
      ...common,
      nextSitting: sittingOf(n),
      subjects: required.map(subject => {
        let best: OraclePass | undefined
        for (const pass of mine.usable(subject, T)) if (!best || pass.year >= best.year) best = pass
        return { subject, status: 'certified', ...report(subject, best!) }
      }),
      passedCount: required.length,
      certificate: { examYear: T },
      finishBy: null,
      lapses: [],
    }
  }

  let own = n
  while (!mine.missing(own).some(subject => isOpen(subject, own))) own += 1

  const kept: { subject: string; v: number; last: number }[] = []
  const subjects = required.map(subject => {
    let best: OraclePass | undefined
    // Ascending years: a tie goes to the later one.
    for (const pass of mine.passes(subject)) if (!best || pass.through >= best.through) best = pass
    if (best) {
      const v = best.through
      const years: number[] = []
      for (let year = n; year <= v; year++) if (!isLost(year)) years.push(year)
      if (years.length > 0) {
        const last = years[years.length - 1]!
        kept.push({ subject, v, last })
        const { start } = datesOf(last, announced)
        return {
          subject,
          status: years.length === 1 ? 'last-chance' : 'valid',
          ...report(subject, best),
          sittingsLeft: years.length,
          lastSittingStart: start,
          daysToLastSitting: countDays(asOf, start),
        }
      }
      const others = mine.missing(v).filter(other => other !== subject)
      if (v === n - 1 && others.length > 0 && others.every(other => isOpen(other, v))) {
        kept.push({ subject, v, last: v })
        return { subject, status: 'awaiting-results', ...report(subject, best), sittingsLeft: 0 }
      }
    }
    if (isPendingNow(subject)) return { subject, status: 'awaiting-results', ...notCounted(subject) }
    if (!best) return { subject, status: 'not-passed', ...notCounted(subject) }
    return { subject, status: 'expired', ...report(subject, best), sittingsLeft: 0, ...notCounted(subject) }
  })

  const lapses: { examYear: number; subjects: string[] }[] = []
  for (const year of YEARS) {
    const ending = kept.filter(({ v }) => v === year - 1).map(({ subject }) => subject)
    if (ending.length > 0) lapses.push({ examYear: year, subjects: ending })
  }
  const lasts = kept.map(({ last }) => last).sort((a, b) => a - b)
  return {
    ...common,
    nextSitting: sittingOf(own),
    subjects,
    passedCount: kept.length,
    certificate: null,
    finishBy: lasts[0] ?? null,
    lapses,
  }
}
