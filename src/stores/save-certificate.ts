import type { CertificateValue, EndorsementValue } from '@zhuan/api/record'
import { type Tick, tickId } from '@zhuan/exam'
import type { StorageError } from '@/platform/storage'
import { commit, useCandidateStore } from './candidate-store'
import type { CandidateRecord } from './record'

/** Writes an endorsement, new or changed; `null` takes it away. */
export function saveEndorsement(id: string, endorsement: EndorsementValue | null): StorageError | undefined {
  const { [id]: _, ...others } = useCandidateStore.getState().endorsements
  return commit({ endorsements: endorsement ? { ...others, [id]: endorsement } : others })
}

/** The checklists with a step of one ticked off, or its tick taken back. */
function withStep(list: string, step: string, isDone: boolean): CandidateRecord['checklists'] {
  const { checklists } = useCandidateStore.getState()
  const others = (checklists[list]?.done ?? []).filter(each => each !== step)
  return { ...checklists, [list]: { done: isDone ? [...others, step] : others } }
}

/** Ticks a step of a list off, or takes the tick back. */
export const saveChecked = (list: string, step: string, isDone: boolean): StorageError | undefined =>
  commit({ checklists: withStep(list, step, isDone) })

/**
 * Ticks something of an exam year off, or takes the tick back. The paper certificate that is in hand is known by its day,
 * too, for `certificate` of the record.
 * @param today civil day in China
 */
export function saveTick(tick: Tick, examYear: number, isDone: boolean, today: string): StorageError | undefined {
  const checklists = withStep(tickId(tick, examYear), tick, isDone)
  if (tick !== 'received') return commit({ checklists })
  const { certificate } = useCandidateStore.getState()
  const { paperReceived: _, ...others } = certificate?.examYear === examYear ? certificate : { examYear }
  return commit({ checklists, certificate: { ...others, ...(isDone && { paperReceived: today }) } })
}

/** What is known of the certificate itself. */
export const saveCertificate = (certificate: CertificateValue | null): StorageError | undefined =>
  commit({ certificate })
