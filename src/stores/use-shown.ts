import { useWhileShown } from '@/platform/page-shown'
import { type AppMemory, useAppMemoryStore } from './app-memory'
import { useCandidateStore } from './candidate-store'
import type { CandidateRecord } from './record'
import { type ServerMemory, useServerMemory } from './server/memory'
import { useSharesStore } from './server/shares'
import { useSyncState } from './server/sync'

/** Something of the candidate's record, as it was when the page was last shown. */
export const useRecord = <T>(select: (record: CandidateRecord) => T): T =>
  useWhileShown(useCandidateStore.subscribe, () => select(useCandidateStore.getState()))

/** Something that lives as long as the app is open, as it was when the page was last shown. */
export const useAppMemory = <T>(select: (memory: AppMemory) => T): T =>
  useWhileShown(useAppMemoryStore.subscribe, () => select(useAppMemoryStore.getState()))

/** Something of what the phone knows of the server, as it was when the page was last shown. */
export const useServerSide = <T>(select: (memory: ServerMemory) => T): T =>
  useWhileShown(useServerMemory.subscribe, () => select(useServerMemory.getState()))

/** How the sync stands, as it was when the page was last shown. */
export const useSyncStatus = () => useWhileShown(useSyncState.subscribe, () => useSyncState.getState())

/** The links that work, as they were known when the page was last shown. */
export const useShares = () => useWhileShown(useSharesStore.subscribe, () => useSharesStore.getState().shares)
