import type { Subject } from '@zhuan/exam'
import { useState } from 'react'
import { coveredBy, revealAbove } from '@/platform/keyboard'

/** 保存, which rides on the keyboard, and the words under the field. */
const BELOW_FIELD = 66 + 52

/** Keeps the field that is typed in, its words and 保存 clear of the keyboard. */
export function useKeyboard() {
  /** So much of the page lies behind the keyboard, in pixels. */
  const [covered, setCovered] = useState(0)
  const reveal = (subject: Subject, behind: number) => {
    if (behind > 0) revealAbove(`#mark-${subject}`, behind + BELOW_FIELD)
  }
  return {
    covered,
    entered: (subject: Subject) => reveal(subject, covered),
    moved: (subject: Subject, height: number) => {
      const behind = coveredBy(height)
      setCovered(behind)
      reveal(subject, behind)
    },
  }
}
