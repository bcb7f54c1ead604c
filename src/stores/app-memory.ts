import { create } from 'zustand'
import type { CandidateRecord } from './record'

/** What lives only as long as the app is open. */
export interface AppMemory {
  /** What the last save replaced, as long as it can be taken back, and what that save said. */
  undoable: { before: Partial<CandidateRecord>; words: string } | null
  /** A stored value that could not be read at this start; `asideKey` is missing when there was no room to put it aside. */
  unreadable: { text: string; asideKey?: string } | null
}

export const useAppMemoryStore = create<AppMemory>(() => ({ undoable: null, unreadable: null }))
