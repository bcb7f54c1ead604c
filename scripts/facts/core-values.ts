import {
  daysBetween,
  ENDORSEMENT_MAX_DAYS,
  type ExamCalendar,
  endorsementStanding,
  examCalendar,
  type Level,
  type MilestoneKind,
  passMark,
  scoreHistory,
  windowYears,
} from '@zhuan/exam'

const country = examCalendar(null)
const DAY = '2026-01-01'

/** A window as texts state it: one day, or two with `/` between. */
const days = ({ start, end }: { start: string; end: string }): string => (start === end ? start : `${start}/${end}`)

/** The recorded row of a kind, year and perhaps region; `undefined` where nothing is recorded. */
function recorded(kind: MilestoneKind, year: string, region?: string): string | undefined {
  const calendar: ExamCalendar = region === undefined ? country : examCalendar(region)
  const row = calendar.milestone(Number(year), kind)
  return row.status === 'official' && row.region === (region ?? null) ? days(row) : undefined
}

/** How many applications fit before the next has to wait. */
function endorsementSlots(): number {
  const applied = { appliedOn: DAY, days: 1 }
  for (let count = 1; ; count++) {
    const { nextPossible } = endorsementStanding(Array(count).fill(applied), DAY)
    if (nextPossible !== DAY) return count
  }
}

function recheckDays(): number {
  const { start, end } = country.milestone(2025, 'score-recheck')
  return daysBetween(start, end) + 1
}

function scoreWaits(years: string): string | undefined {
  const [first, last] = years.split('-').map(Number)
  const history = scoreHistory(country, last! + 1, last! - first! + 1)
  return history && `${history.fewest}-${history.most}`
}

/** What the core says of a figure that texts state, `undefined` where it does not know it. */
export function coreValue(claim: string): number | string | undefined {
  const [name, first, second] = claim.split(':') as [string, string | undefined, string | undefined]
  switch (name) {
    case 'pass-mark':
      return passMark(2025)
    case 'window-years':
      return windowYears(first as Level)
    case 'endorsement-days':
      return ENDORSEMENT_MAX_DAYS
    case 'endorsement-slots':
      return endorsementSlots()
    case 'recheck-days':
      return recheckDays()
    case 'score-waits':
      return scoreWaits(first!)
    case 'score-release':
    case 'registration':
    case 'paper-certificate':
      return recorded(name, first!, second)
    default:
      return undefined
  }
}
