import type { Candidate } from '@zhuan/exam'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { removeStorage, StorageError } from '@/platform/storage'
import { useAppMemoryStore } from './app-memory'
import { persistedStorage, rescueUnreadable } from './persisted-storage'
import { type CandidateRecord, migrateRecord, parseRecord, RECORD_VERSION } from './record'

const STORAGE_KEY = 'candidate'
const EMPTY: CandidateRecord = { candidate: null, region: null, putAside: [] }

/** The candidate's record: persisted on the phone under one key, read once at a cold start. */
export const useCandidateStore = create<CandidateRecord>()(
  persist(() => EMPTY, {
    name: STORAGE_KEY,
    version: RECORD_VERSION,
    storage: persistedStorage,
    migrate: (state, version) => migrateRecord(state, version) as CandidateRecord,
    merge: state => (state === undefined ? EMPTY : parseRecord(state)),
    skipHydration: true,
    onRehydrateStorage: () => (_state, error) => {
      // A migrated record that finds no room to be written back has been read all the same.
      if (error && !(error instanceof StorageError)) rescueUnreadable(STORAGE_KEY)
    },
  }),
)

/** Reads the record from the phone: at the start of the app, and again between tests. */
export function readRecord(): void {
  useAppMemoryStore.setState({ undoable: null, unreadable: null })
  void useCandidateStore.persist.rehydrate()
}

/** Writes `next`; when the phone refuses, the store goes back to what the phone holds and the error is returned. */
function commit(next: Partial<CandidateRecord>): StorageError | undefined {
  const before = useCandidateStore.getState()
  const { unreadable } = useAppMemoryStore.getState()
  const putAside =
    unreadable?.asideKey && !before.putAside.includes(unreadable.asideKey)
      ? [...before.putAside, unreadable.asideKey]
      : before.putAside
  try {
    useCandidateStore.setState({ ...next, putAside })
    return undefined
  } catch (error) {
    if (!(error instanceof StorageError)) throw error
    try {
      useCandidateStore.setState(before)
    } catch {
      // Only the write of what the phone already holds was refused again; memory and phone agree.
    }
    return error
  }
}

/** Commits and offers to take it back; `words` say what changed. */
function commitUndoable(next: Partial<CandidateRecord>, words: string): StorageError | undefined {
  const { candidate, region } = useCandidateStore.getState()
  const failed = commit(next)
  // Taking it back leaves alone what it did not touch: a region chosen since stays.
  if (!failed)
    useAppMemoryStore.setState({
      undoable: { before: 'region' in next ? { candidate, region } : { candidate }, words },
    })
  return failed
}

/** Saves a changed candidate; `words` tell the candidate what changed and stand beside the offer to undo. */
export const saveCandidate = (candidate: Candidate, words: string): StorageError | undefined =>
  commitUndoable({ candidate }, words)

/** The end of the first run: level and specialty are chosen, nothing is entered yet. */
export const startRecord = (candidate: Candidate): StorageError | undefined => commit({ candidate })

/** Replaces candidate and region by those of a backup. */
export const restoreRecord = (
  backup: Pick<CandidateRecord, 'candidate' | 'region'>,
  words: string,
): StorageError | undefined => commitUndoable(backup, words)

export const saveRegion = (region: string | null): StorageError | undefined => commit({ region })

/** Takes the last save back, if it still can be. */
export function undoSave(): StorageError | undefined {
  const { undoable } = useAppMemoryStore.getState()
  if (!undoable) return undefined
  const failed = commit(undoable.before)
  if (!failed) useAppMemoryStore.setState({ undoable: null })
  return failed
}

/** Ends the offer to undo, for example because the next edit has begun. */
export function forgetUndo(): void {
  if (useAppMemoryStore.getState().undoable) useAppMemoryStore.setState({ undoable: null })
}

/** Deletes everything this phone keeps, values that were put aside included. */
export function deleteEverything(): void {
  const { putAside } = useCandidateStore.getState()
  const { unreadable } = useAppMemoryStore.getState()
  useAppMemoryStore.setState({ undoable: null, unreadable: null })
  try {
    useCandidateStore.setState(EMPTY)
  } finally {
    for (const key of [...putAside, unreadable?.asideKey, STORAGE_KEY]) if (key) removeStorage(key)
  }
}

readRecord()
