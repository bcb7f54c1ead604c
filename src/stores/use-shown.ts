import { useWhileShown } from '@/platform/page-shown'
import { useCandidateStore } from './candidate-store'
import type { CandidateRecord } from './record'
import { type Session, useSession } from './session-store'

/** Something of the candidate's record, as it was when the page was last shown. */
export const useRecord = <T>(select: (record: CandidateRecord) => T): T =>
  useWhileShown(useCandidateStore.subscribe, () => select(useCandidateStore.getState()))

/** Something that lives as long as the app is open, as it was when the page was last shown. */
export const useShownSession = <T>(select: (session: Session) => T): T =>
  useWhileShown(useSession.subscribe, () => select(useSession.getState()))
