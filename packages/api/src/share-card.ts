import { type Assessment, passMark, requiredSubjects, type Specialty } from '@zhuan/exam'
import type { ShareCard, SharedSubject } from './schemas/shares'

export type { ShareCard, SharedCard, SharedSubject, SharesResponse } from './schemas/shares'

/**
 * What friends will see of a standing: the phone makes it, so that sharing never uploads the record.
 * @param assessment - of the owner's record, on the day of sharing
 * @param showMarks - whether the owner lets the marks be seen; without it there are none in the card
 */
export function shareCard(assessment: Assessment, specialty: Specialty, showMarks: boolean): ShareCard {
  return {
    level: assessment.level,
    specialty,
    passedCount: assessment.passedCount,
    required: assessment.required.length,
    subjects: assessment.subjects.map(({ subject, status, passedIn, mark }) => ({
      subject,
      status,
      ...(passedIn !== undefined && { passedIn }),
      ...(showMarks && mark !== undefined && { mark }),
    })),
  }
}

/** What is wrong with a card, and where: `card.subjects[0].mark`. */
export interface CardFault {
  code: 'invalid-value' | 'unknown-field'
  path: string
  message: string
}

/**
 * Finds what no record could have, for whoever has a link must not be shown something made up; and marks that the owner
 * gave no leave for.
 * @param card - of the contract's shape
 * @returns the first fault, undefined when the card is good
 */
export function cardFault(card: ShareCard, showMarks: boolean): CardFault | undefined {
  const required = requiredSubjects(card.level)
  if (card.required !== required.length) return wrong('required', card.required, required.length)
  const subjects = card.subjects.map(({ subject }) => subject).join()
  if (subjects !== required.join()) return wrong('subjects', subjects, `${required.join()}, in this order`)
  const counting = card.subjects.filter(({ status, passedIn }) => passedIn !== undefined && status !== 'expired').length
  if (card.passedCount !== counting) return wrong('passedCount', card.passedCount, counting)
  for (const [index, subject] of card.subjects.entries()) {
    const fault = subjectFault(subject, `subjects[${index}]`, showMarks)
    if (fault) return fault
  }
  return undefined
}

function subjectFault(subject: SharedSubject, place: string, showMarks: boolean): CardFault | undefined {
  const { status, passedIn, mark } = subject
  if (status === 'not-passed' && passedIn !== undefined)
    return wrong(`${place}.passedIn`, passedIn, 'none where nothing is passed')
  if (passedIn === undefined && status !== 'not-passed' && status !== 'awaiting-results')
    return wrong(`${place}.passedIn`, 'none', `the exam year of a pass that is ${status}`)
  if (mark === undefined) return undefined
  if (!showMarks)
    return { code: 'unknown-field', ...at(`${place}.mark`, 'found a mark, expected none without showMarks') }
  if (passedIn === undefined) return wrong(`${place}.mark`, mark, 'none where nothing is passed')
  const lowest = passMark(passedIn)
  return mark === 'passed' || mark >= lowest ? undefined : wrong(`${place}.mark`, mark, `${lowest} to 100`)
}

const at = (place: string, message: string) => ({ path: `card.${place}`, message: `card.${place}: ${message}` })
const wrong = (place: string, found: unknown, expected: unknown): CardFault => ({
  code: 'invalid-value',
  ...at(place, `found ${found}, expected ${expected}`),
})
