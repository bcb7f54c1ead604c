import { type Candidate, isPass, type Subject } from '@zhuan/exam'
import {
  type Assumptions,
  assumptionsFrom,
  type PlanYear,
  planFor,
  registrationAdvice,
  safestOrder,
} from '@zhuan/exam/plan'
import { useMemo, useState } from 'react'
import type { Trial } from '@/stores/app-memory'
import { useExamCalendar } from '@/stores/use-exam-calendar'
import { useAppMemory } from '@/stores/use-shown'

/** As many as fit on a screen; more where a mark of a later year is tried. */
const YEARS = 3

/** A mark that was entered before anybody can have it, as the choice to begin with. */
export function choicesOf(trial: Trial | undefined): Assumptions {
  if (!trial) return {}
  const { examYear, marks } = trial
  const outcomes = Object.entries(marks).map(([subject, mark]) => [
    subject,
    isPass(mark, examYear) ? 'passed' : 'failed',
  ])
  return { [examYear]: Object.fromEntries(outcomes) }
}

/** Behaviour of 假如考过: what was chosen for each year, and what it comes to. */
export function usePlan(candidate: Candidate, today: string) {
  const calendar = useExamCalendar()
  const trial = useAppMemory(memory => memory.trial)
  const [choices, setChoices] = useState<Assumptions>(() => choicesOf(trial))
  const fixed = useMemo(
    () => ({
      advice: registrationAdvice(candidate, calendar, today)!,
      order: safestOrder(candidate, calendar, today),
      lastYear: planFor(candidate, calendar, today, {}, YEARS).years.at(-1)!.examYear,
    }),
    [candidate, calendar, today],
  )
  const count = YEARS + Math.max(0, (trial?.examYear ?? 0) - fixed.lastYear)
  const assumptions = assumptionsFrom(choices, candidate, calendar, today, count)
  return {
    ...fixed,
    assumptions,
    shown: planFor(candidate, calendar, today, assumptions, count),
    /** The mark that is tried, where it stands in place of a choice. */
    tried: (examYear: number, subject: Subject) => (trial?.examYear === examYear ? trial.marks[subject] : undefined),
    choose: ({ examYear, phase, needed }: PlanYear, subject: Subject, outcome: 'passed' | 'failed') => {
      // Back at what is assumed anyway, it follows the years before it again.
      const isDefault = needed.includes(subject) && outcome === (phase === 'coming' ? 'passed' : 'failed')
      const { [subject]: _earlier, ...others } = choices[examYear] ?? {}
      setChoices({ ...choices, [examYear]: isDefault ? others : { ...others, [subject]: outcome } })
    },
  }
}
