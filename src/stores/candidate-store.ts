import { splitKey } from '@zhuan/api/record'
import type { Candidate, Day } from '@zhuan/exam'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { instant } from '@/platform/clock'
import { removeStorage, StorageError } from '@/platform/storage'
import { FORGOTTEN, useAppMemoryStore } from './app-memory'
import type { CertificateRecord } from './certificate-record'
import { NO_DRAFTS, withoutDrafts } from './drafts'
import { changedKeys, editedAfter } from './edits'
import { persistedStorage, rescueUnreadable } from './persisted-storage'
import { type CandidateRecord, EMPTY_RECORD, migrateRecord, parseRecord, RECORD_VERSION } from './record'

const STORAGE_KEY = 'candidate'

/** The candidate's record: persisted on the phone under one key, read once at a cold start. */
export const useCandidateStore = create<CandidateRecord>()(
  persist(() => EMPTY_RECORD, {
    name: STORAGE_KEY,
    version: RECORD_VERSION,
    storage: persistedStorage,
    migrate: (state, version) => migrateRecord(state, version) as CandidateRecord,
    merge: state => (state === undefined ? EMPTY_RECORD : parseRecord(state)),
    skipHydration: true,
    onRehydrateStorage: () => (_state, error) => {
      // A migrated record that finds no room to be written back has been read all the same.
      if (error && !(error instanceof StorageError)) rescueUnreadable(STORAGE_KEY)
    },
  }),
)

/** Reads the record from the phone: at the start of the app, and again between tests. */
export function readRecord(): void {
  useAppMemoryStore.setState(FORGOTTEN)
  void useCandidateStore.persist.rehydrate()
}

/**
 * Writes `next`; when the phone refuses, the store goes back to what the phone holds and the error is returned. What
 * changes was edited now, unless `next` says when.
 */
export function commit(next: Partial<CandidateRecord>): StorageError | undefined {
  const before = useCandidateStore.getState()
  const { unreadable } = useAppMemoryStore.getState()
  const putAside =
    unreadable?.asideKey && !before.putAside.includes(unreadable.asideKey)
      ? [...before.putAside, unreadable.asideKey]
      : before.putAside
  const edited = next.edited ?? editedAfter(before, { ...before, ...next }, instant())
  try {
    useCandidateStore.setState({ ...next, putAside, edited })
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
  const before = useCandidateStore.getState()
  const failed = commit(next)
  // Taking it back leaves alone what it did not touch: a region chosen since stays.
  if (!failed) useAppMemoryStore.setState({ undoable: { before: partsOf(before, next), words } })
  return failed
}

/** The same parts of a record as those of `next`; drafts are no part of what is taken back. */
function partsOf(record: CandidateRecord, { drafts: _, ...next }: Partial<CandidateRecord>): Partial<CandidateRecord> {
  return Object.fromEntries(Object.keys(next).map(part => [part, record[part as keyof typeof next]]))
}

/**
 * Saves a changed candidate; `words` tell the candidate what changed and stand beside the offer to undo.
 * @param year the exam year whose draft is saved or gone with this
 */
export const saveCandidate = (candidate: Candidate, words: string, year?: number): StorageError | undefined =>
  commitUndoable({ candidate, drafts: withoutDrafts(useCandidateStore.getState().drafts, [year]) }, words)

/** The end of the first run: what was chosen there is the record. */
export const startRecord = (candidate: Candidate): StorageError | undefined => commit({ candidate })

/** Replaces the record by that of a backup; what was typed over the old one is gone with it. */
export const restoreRecord = (
  backup: Pick<CandidateRecord, 'candidate' | 'region'> & Partial<CertificateRecord>,
  words: string,
): StorageError | undefined => commitUndoable({ ...backup, drafts: NO_DRAFTS }, words)

export const saveRegion = (region: string | null): StorageError | undefined => commit({ region })

/** Keeps that the scores are not out as of `day`, so that nobody is asked twice on it. */
export const saveNotYet = (day: Day): StorageError | undefined => commit({ notYet: day })

/**
 * Takes over what other phones have edited, with the times of their edits. Taking an earlier save back would take that
 * back, too, so it is no longer offered.
 */
export function takeOver(
  next: Pick<CandidateRecord, 'edited'> & Partial<CandidateRecord>,
  isChanged: boolean,
): StorageError | undefined {
  const failed = commit(next)
  if (!failed && isChanged) forgetUndo()
  return failed
}

/** Takes the last save back, if it still can be. */
export function undoSave(): StorageError | undefined {
  const { undoable } = useAppMemoryStore.getState()
  if (!undoable) return undefined
  const now = useCandidateStore.getState()
  // What was typed over a year that changes once more would come back to life over what comes back.
  const years = changedKeys(now, { ...now, ...undoable.before }).map(key => Number(splitKey(key)[1]))
  const failed = commit({ ...undoable.before, drafts: withoutDrafts(now.drafts, years) })
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
  useAppMemoryStore.setState(FORGOTTEN)
  try {
    useCandidateStore.setState(EMPTY_RECORD)
  } finally {
    for (const key of [...putAside, unreadable?.asideKey, STORAGE_KEY]) if (key) removeStorage(key)
  }
}

readRecord()
