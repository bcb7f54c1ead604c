import type { Sitting } from '@zhuan/exam'
import { create } from 'zustand'
import type { CandidateRecord } from './record'

/** Marks of an exam year that nobody can have yet: 假如考过 begins with them. */
export type Trial = Pick<Sitting, 'examYear' | 'marks'>

/** What lives only as long as the app is open. */
export interface AppMemory {
  /** What the last save replaced, as long as it can be taken back, and what that save said. */
  undoable: { before: Partial<CandidateRecord>; words: string } | null
  /** A stored value that could not be read at this start; `asideKey` is missing when there was no room to put it aside. */
  unreadable: { text: string; asideKey?: string } | null
  /** The exam year that 成绩 shows, once one was chosen. */
  scoreYear: number | undefined
  /** What 假如考过 begins with. */
  trial: Trial | undefined
}

/** Nothing in mind: at a start, and after everything was deleted. */
export const FORGOTTEN: AppMemory = { undoable: null, unreadable: null, scoreYear: undefined, trial: undefined }

export const useAppMemoryStore = create<AppMemory>(() => FORGOTTEN)

/** Chooses the exam year that 成绩 shows; its latest without one. */
export const chooseScoreYear = (scoreYear?: number): void => useAppMemoryStore.setState({ scoreYear })

/** Chooses what 假如考过 begins with; nothing without marks. */
export const chooseTrial = (trial?: Trial): void => useAppMemoryStore.setState({ trial })
