import type { CertificateValue, EndorsementValue } from '@zhuan/api/record'
import type { StorageError } from '@/platform/storage'
import { commit, useCandidateStore } from './candidate-store'

/** Writes an endorsement, new or changed; `null` takes it away. */
export function saveEndorsement(id: string, endorsement: EndorsementValue | null): StorageError | undefined {
  const { [id]: _, ...others } = useCandidateStore.getState().endorsements
  return commit({ endorsements: endorsement ? { ...others, [id]: endorsement } : others })
}

/** Ticks a step of a list off, or takes the tick back. */
export function saveChecked(list: string, step: string, isDone: boolean): StorageError | undefined {
  const { checklists } = useCandidateStore.getState()
  const others = (checklists[list]?.done ?? []).filter(each => each !== step)
  return commit({ checklists: { ...checklists, [list]: { done: isDone ? [...others, step] : others } } })
}

/** What is known of the certificate itself. */
export const saveCertificate = (certificate: CertificateValue | null): StorageError | undefined =>
  commit({ certificate })
