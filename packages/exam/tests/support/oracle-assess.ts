/*
 * The rules a second time, by brute force and sharing nothing with src: years are tried one after the other, every
 * sentence of the contract is one step. Plain on purpose.
 */

interface OracleSitting {
  examYear: number
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

export function oracleAssess(candidate: OracleCandidate, asOf: string, announced: OracleDates[] = []): unknown {
  const [window, names] = LEVELS[candidate.level]!
  const required = names.split(' ')

  let n = 2019
  while (datesOf(n, announced).end < asOf) n += 1

  const sittingIn = (year: number) => candidate.sittings.find(sitting => sitting.examYear === year)
  const markIn = (subject: string, year: number) => sittingIn(year)?.marks[subject]
  const isPass = (subject: string, year: number) => {
    const mark = markIn(subject, year)
    if (typeof mark !== 'number' || mark < 60) return false
    if (subject !== 'practice') return true
    const sat = sittingIn(year)!.specialty
    return sat === undefined || sat === candidate.specialty
  }
  const through = (subject: string, year: number) =>
    year + window - 1 + (sittingIn(year)!.extensionYears?.[subject] ?? 0)
  const recordedYears: number[] = []
  for (let year = 2019; year <= 2099; year++) if (sittingIn(year) !== undefined) recordedYears.push(year)
  const passYears = (subject: string) => recordedYears.filter(year => isPass(subject, year))
  const usable = (subject: string, at: number) =>
    passYears(subject).filter(year => year <= at && at <= through(subject, year))

  const report = (subject: string, year: number) => {
    const words = Object.values(sittingIn(year)!.marks)
    return {
      passedIn: year,
      mark: markIn(subject, year),
      validThrough: through(subject, year),
      needsCheck: words.includes('violation') || words.includes('invalid'),
    }
  }

  const result = {
    asOf,
    level: candidate.level,
    windowYears: window,
    required,
    nextSitting: {
      examYear: n,
      start: datesOf(n, announced).start,
      announced: datesOf(n, announced).announced,
    },
  }

  for (const year of recordedYears) {
    if (required.some(subject => usable(subject, year).length === 0)) continue
    return {
      ...result,
      subjects: required.map(subject => ({
        subject,
        status: 'certified',
        ...report(subject, Math.max(...usable(subject, year))),
      })),
      passedCount: required.length,
      certificate: { examYear: year },
      finishBy: null,
      lapses: [],
    }
  }

  const kept: [string, number][] = []
  const subjects = required.map(subject => {
    const pendingNow = markIn(subject, n - 1) === 'pending'
    let best: number | undefined
    for (const year of passYears(subject)) {
      // Ascending years: a tie goes to the later one.
      if (best === undefined || through(subject, year) >= through(subject, best)) best = year
    }
    if (best === undefined) return { subject, status: pendingNow ? 'awaiting-results' : 'not-passed' }
    const v = through(subject, best)
    if (v >= n) {
      kept.push([subject, v])
      const { start } = datesOf(v, announced)
      return {
        subject,
        status: v === n ? 'last-chance' : 'valid',
        ...report(subject, best),
        sittingsLeft: v - n + 1,
        lastSittingStart: start,
        daysToLastSitting: countDays(asOf, start),
      }
    }
    const others = required.filter(other => other !== subject && usable(other, v).length === 0)
    const decided = others.filter(other => markIn(other, v) !== undefined && markIn(other, v) !== 'pending')
    if (v === n - 1 && others.length > 0 && decided.length === 0) {
      kept.push([subject, v])
      return { subject, status: 'awaiting-results', ...report(subject, best), sittingsLeft: 0 }
    }
    if (pendingNow) return { subject, status: 'awaiting-results' }
    return { subject, status: 'expired', ...report(subject, best), sittingsLeft: 0 }
  })

  const lapses: { examYear: number; subjects: string[] }[] = []
  let finishBy: number | null = null
  for (let year = 2019; year <= 2110; year++) {
    const lost = kept.filter(([, v]) => v === year).map(([subject]) => subject)
    if (lost.length === 0) continue
    finishBy ??= year
    lapses.push({ examYear: year + 1, subjects: lost })
  }
  return { ...result, subjects, passedCount: kept.length, certificate: null, finishBy, lapses }
}
