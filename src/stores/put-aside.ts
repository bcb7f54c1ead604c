import { readStorage, writeStorage } from '@/platform/storage'

/** A stored value as text: what is not a string is written as JSON. */
export const storedText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? ''))

/**
 * Keeps a value that cannot be read, untouched, under a key of its own, and returns that key.
 * The same value is kept once, however often the app is started; an earlier one is never overwritten.
 * Throws `StorageError` when the phone has no room.
 */
export function putAside(key: string, text: string): string {
  for (let number = 1; ; number++) {
    const asideKey = `${key}.aside.${number}`
    const existing = readStorage(asideKey)
    if (existing === text) return asideKey
    if (existing === undefined) {
      writeStorage(asideKey, text)
      return asideKey
    }
  }
}

/** The text of a value put aside, to be copied by its owner. */
export const readAside = (asideKey: string): string => storedText(readStorage(asideKey))
