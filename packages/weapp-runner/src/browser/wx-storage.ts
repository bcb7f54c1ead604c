import { state } from './state'
import { asynchronous, Failure, synchronous } from './wx-answer'

const MOST_BYTES = 1024 * 1024

/** Values as JSON text, as WeChat keeps them with their type. */
const entries = new Map<string, string>()
const bytes = (text: string) => new TextEncoder().encode(text).length
/** A text counts as it is, everything else as JSON. */
const size = (key: string, json: string) => bytes(key) + bytes(json.startsWith('"') ? JSON.parse(json) : json)

/** Fills the storage before the app starts; nothing is refused here. */
export function fillStorage(values: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(values)) entries.set(key, JSON.stringify(value))
}

/** What is stored, by key. */
export const readStorage = (): Record<string, unknown> =>
  Object.fromEntries([...entries].map(([key, text]) => [key, JSON.parse(text)]))

function set(key: unknown, value: unknown): void {
  if (typeof key !== 'string' || key === '')
    throw new Failure('parameter error: parameter.key should be a non-empty String')
  const text = JSON.stringify(value === undefined ? '' : value)
  if (size('', text) > MOST_BYTES) throw new Failure('exceed storage item max length')
  const total = [...entries].reduce((sum, [other, kept]) => sum + (other === key ? 0 : size(other, kept)), 0)
  if (total + size(key, text) > state.boot.device.storageBytes) throw new Failure('exceed storage max size 10Mb')
  entries.set(key, text)
}

const get = (key: string): unknown => {
  const text = entries.get(key)
  return text === undefined ? undefined : JSON.parse(text)
}

const info = () => ({
  keys: [...entries.keys()],
  currentSize: Math.ceil([...entries].reduce((sum, [key, text]) => sum + size(key, text), 0) / 1024),
  limitSize: Math.floor(state.boot.device.storageBytes / 1024),
})

/** Synchronous forms throw `name:fail …`. */
const throwing = (name: string, work: (...args: never[]) => unknown) =>
  synchronous(name, (...args: never[]) => {
    try {
      return work(...args)
    } catch (error) {
      throw new Error(`${name}:fail ${(error as Error).message}`)
    }
  })

export const storageApis = {
  setStorageSync: throwing('setStorageSync', set as never),
  getStorageSync: throwing('getStorageSync', ((key: string) => get(key) ?? '') as never),
  removeStorageSync: throwing('removeStorageSync', ((key: string) => void entries.delete(key)) as never),
  clearStorageSync: throwing('clearStorageSync', () => entries.clear()),
  getStorageInfoSync: synchronous('getStorageInfoSync', info),
  batchGetStorageSync: throwing('batchGetStorageSync', ((keys: string[]) => keys.map(key => get(key) ?? '')) as never),
  batchSetStorageSync: throwing('batchSetStorageSync', ((list: { key: string; value: unknown }[]) =>
    list.map(item => set(item.key, item.value))) as never),
  setStorage: asynchronous('setStorage', ({ key, data }) => set(key, data)),
  getStorage: asynchronous('getStorage', ({ key }) => {
    const value = get(String(key))
    if (value === undefined) throw new Failure('data not found')
    return { data: value }
  }),
  removeStorage: asynchronous('removeStorage', ({ key }) => void entries.delete(String(key))),
  clearStorage: asynchronous('clearStorage', () => entries.clear()),
  getStorageInfo: asynchronous('getStorageInfo', info),
}
