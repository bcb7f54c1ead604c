import type { Mark } from '@zhuan/exam'
import type { MarkDraft } from '@/stores/drafts'

export type MarkFault = 'decimal' | 'official-code' | 'out-of-range' | 'not-a-number'

/** A draft as the record would hold it: a mark, nothing, or the reason why it is neither. */
export type DraftReading = { mark: Mark | undefined; fault?: undefined } | { mark?: undefined; fault: MarkFault }

const EMPTY_DRAFT: MarkDraft = { text: '' }

/** The draft that shows a recorded mark. */
export function draftOf(mark: Mark | undefined): MarkDraft {
  if (mark === undefined) return EMPTY_DRAFT
  if (typeof mark === 'number') return { text: String(mark) }
  return { text: '', code: mark }
}

/** Reads a draft. Full-width digits and surrounding blanks count as typed by hand on a phone and are understood. */
export function readDraft({ text, code }: MarkDraft): DraftReading {
  if (code) return { mark: code }
  const typed = text.normalize('NFKC').trim().replace(/分$/, '')
  if (typed === '') return { mark: undefined }
  if (/^[-−](1|2|4)$/.test(typed)) return { fault: 'official-code' }
  if (/^\d*\.\d*$/.test(typed) && /\d/.test(typed)) return { fault: 'decimal' }
  if (!/^[-−]?\d+$/.test(typed)) return { fault: 'not-a-number' }
  const mark = Number(typed.replace('−', '-'))
  return mark >= 0 && mark <= 100 ? { mark } : { fault: 'out-of-range' }
}
