import type { PersistStorage } from 'zustand/middleware'
import { readStorage, removeStorage, StorageError, writeStorage } from '@/platform/storage'
import { useAppMemoryStore } from './app-memory'
import { putAside, storedText } from './put-aside'
import { type CandidateRecord, decodeStored } from './record'

let found: unknown

/** Zustand's storage on the phone's. Nothing is written over an unreadable value that could not be put aside first. */
export const persistedStorage: PersistStorage<CandidateRecord> = {
  getItem: name => {
    found = readStorage(name)
    return found === undefined ? null : decodeStored(found)
  },
  setItem: (name, value) => {
    const { unreadable } = useAppMemoryStore.getState()
    if (unreadable && !unreadable.asideKey) throw new StorageError('storage-full', name, 'holds an unreadable value')
    writeStorage(name, JSON.stringify(value))
  },
  removeItem: removeStorage,
}

/** Puts the value that was just found under `name`, and could not be read, aside under another key, and says so. */
export function rescueUnreadable(name: string): void {
  if (found === undefined) return
  const text = storedText(found)
  try {
    useAppMemoryStore.setState({ unreadable: { text, asideKey: putAside(name, text) } })
  } catch {
    useAppMemoryStore.setState({ unreadable: { text } })
  }
}
