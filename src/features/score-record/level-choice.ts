import {
  type Candidate,
  type ChoiceChange,
  choiceChange,
  type ExamCalendar,
  LEVELS,
  type LevelAndSpecialty,
  SPECIALTIES,
  withChoice,
} from '@zhuan/exam'
import { useState } from 'react'
import { choiceName, satAsWords } from './level-words'

/** A change of level or specialty that touches years which were sat before: it is asked what these were sat as. */
export interface AskedChange {
  next: LevelAndSpecialty
  change: ChoiceChange
}

/**
 * What choosing another level or specialty does: asks once where years that were sat are touched, else saves at once.
 * @param isNew nothing is stored yet: choosing what is shown already counts, and what was entered follows
 * @param commit saves, with the words for what was chosen; returns whether the phone took it
 */
export function useLevelChoice(
  candidate: Candidate,
  isNew: boolean,
  calendar: ExamCalendar,
  today: string,
  commit: (next: Candidate, words: string) => boolean,
) {
  const [changing, setChanging] = useState<AskedChange>()
  const change = (next: LevelAndSpecialty, wasMistaken: boolean) =>
    commit(
      withChoice(candidate, next, wasMistaken, today, calendar.sittings),
      isNew ? `已选${satAsWords(next)}` : choiceName(candidate, next),
    )
  const choose = (chosen: Partial<LevelAndSpecialty>) => {
    const next = { level: candidate.level, specialty: candidate.specialty, ...chosen }
    if (isNew) return change(next, true)
    if (next.level === candidate.level && next.specialty === candidate.specialty) return
    const touched = choiceChange(candidate, next, today, calendar.sittings)
    if (touched.years.length > 0) setChanging({ next, change: touched })
    else change(next, false)
  }
  return {
    chooseLevel: (index: number) => void choose({ level: LEVELS[index]! }),
    chooseSpecialty: (index: number) => void choose({ specialty: SPECIALTIES[index]! }),
    /** What is asked before it is saved. */
    changing,
    dropChange: () => setChanging(undefined),
    /** Who holds a certificate is shown the way by 增报专业. */
    addInstead: () => changing && choose({ ...changing.next, level: 'added-specialty' }),
    confirmChange: (wasMistaken: boolean) => {
      if (changing && change(changing.next, wasMistaken)) setChanging(undefined)
    },
  }
}
