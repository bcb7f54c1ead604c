import type { Subject } from '@zhuan/exam'
import { useEffect, useRef, useState } from 'react'

/** After so long without a further digit a mark of two digits is complete. */
const PAUSE_MS = 500

interface Caret {
  /** The field entered last: its words stand under it until another is entered, so that a tap on them still finds them. */
  active?: Subject
  /** The field that the caret was moved to. */
  moved?: Subject
  /** The field whose mark is being typed: nothing is said yet of a 6 that may become 68. */
  typing?: Subject
}

/** Whether a mark is complete once nothing follows: of two digits, except 10, which may become 100. */
export const isComplete = (text: string): boolean => /^[1-9]\d$/.test(text) && text !== '10'

/**
 * Where the caret is among the fields, and when it moves on by itself.
 * @param fields the subjects that have a field, from top to bottom
 * @param onEnter the caret came into a field
 */
export function useCaret(fields: readonly Subject[], onEnter: (subject: Subject) => void) {
  const [caret, setCaret] = useState<Caret>({})
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const stop = () => clearTimeout(timer.current)
  useEffect(() => () => clearTimeout(timer.current), [])

  const typed = (subject: Subject, text: string) => {
    stop()
    setCaret(now => (now.typing === subject ? now : { ...now, typing: subject }))
    if (!isComplete(text)) return
    const next = fields[fields.indexOf(subject) + 1]
    timer.current = setTimeout(
      () => setCaret(now => (next ? { active: next, moved: next } : { ...now, typing: undefined })),
      PAUSE_MS,
    )
  }
  const focused = (subject: Subject) => {
    stop()
    setCaret(now => (now.active === subject ? now : { active: subject }))
    onEnter(subject)
  }
  /** Taking the mark of a field that still has the caret away would close the keyboard. */
  const left = (subject: Subject) => {
    if (caret.typing === subject) stop()
    setCaret(now => {
      const isMoved = now.moved === subject
      const isTyping = now.typing === subject
      if (!isMoved && !isTyping) return now
      return { ...now, ...(isMoved && { moved: undefined }), ...(isTyping && { typing: undefined }) }
    })
  }
  return { ...caret, typed, focused, left }
}
