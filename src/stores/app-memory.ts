import { create } from 'zustand'
import type { CandidateRecord } from './record'

/** What lives only as long as the app is open. */
export interface AppMemory {
  /** What the last save replaced, as long as it can be taken back, and what that save said. */
  undoable: { before: Partial<CandidateRecord>; words: string } | null
  /** A stored value that could not be read at this start; `asideKey` is missing when there was no room to put it aside. */
  unreadable: { text: string; asideKey?: string } | null
  /** The exam year that 成绩 shows, once one was chosen. */
  scoreYear: number | undefined
}

/** Nothing in mind: at a start, and after everything was deleted. */
export const FORGOTTEN: AppMemory = { undoable: null, unreadable: null, scoreYear: undefined }

export const useAppMemoryStore = create<AppMemory>(() => FORGOTTEN)

/** Chooses the exam year that 成绩 shows; its latest without one. */
export const chooseScoreYear = (scoreYear?: number): void => useAppMemoryStore.setState({ scoreYear })
