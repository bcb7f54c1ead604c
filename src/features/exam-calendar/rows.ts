import { FOR_THOSE_WHO_PASSED, type MilestoneState } from '@zhuan/exam'

/** The rows of a cycle as the timeline lays them out. */
export interface CycleRows {
  /** What is over, but for the last of them: folded into one line. */
  folded: MilestoneState[]
  /** What was over last, what is on, and what is still to come. */
  shown: MilestoneState[]
  /** Of use only to those who have passed everything, and not to this candidate yet. */
  quiet: MilestoneState[]
}

const isOver = ({ phase }: MilestoneState): boolean => phase === 'over' || phase === 'superseded'

/**
 * @param states of a whole cycle, ascending
 * @param hasPassed whether the candidate passed everything in that exam year, or nobody is known to look
 */
export function cycleRows(states: readonly MilestoneState[], hasPassed: boolean): CycleRows {
  const quiet = hasPassed
    ? []
    : states.filter(state => FOR_THOSE_WHO_PASSED.includes(state.milestone.kind) && !isOver(state))
  const others = states.filter(state => !quiet.includes(state))
  const over = others.filter(isOver)
  // A cycle that is over altogether is looked at for its dates: nothing of it is folded.
  const folded = over.length === states.length || over.length < 2 ? [] : over.slice(0, -1)
  return { folded, shown: others.filter(state => !folded.includes(state)), quiet }
}
