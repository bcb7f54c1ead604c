import { state } from './state'
import { asynchronous, each, Failure, type Options, synchronous } from './wx-answer'

const MOST_BYTES = 1024 * 1024

/** Values as JSON text, as WeChat keeps them with their type. */
const entries = new Map<string, string>()
const bytes = (text: string) => new TextEncoder().encode(text).length
/** A text counts as it is, everything else as JSON. */
const size = (key: string, json: string) => bytes(key) + bytes(json.startsWith('"') ? JSON.parse(json) : json)
const total = (but?: string) => [...entries].reduce((sum, [key, json]) => sum + (key === but ? 0 : size(key, json)), 0)

/** Fills the storage before the app starts; nothing is refused here. */
export function fillStorage(values: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(values)) entries.set(key, JSON.stringify(value))
}

/** What is stored, by key. */
export const readStorage = (): Record<string, unknown> =>
  Object.fromEntries([...entries].map(([key, text]) => [key, JSON.parse(text)]))

function set({ key, data = '' }: Options): void {
  if (typeof key !== 'string' || key === '')
    throw new Failure('parameter error: parameter.key should be a non-empty String')
  const text = JSON.stringify(data)
  if (size('', text) > MOST_BYTES) throw new Failure('exceed storage item max length')
  if (total(key) + size(key, text) > state.boot.device.storageBytes) throw new Failure('exceed storage max size 10Mb')
  entries.set(key, text)
}

function get({ key }: Options): { data: unknown } {
  const text = entries.get(String(key))
  if (text === undefined) throw new Failure('data not found')
  return { data: JSON.parse(text) }
}

const remove = ({ key }: Options) => void entries.delete(String(key))
const clear = () => entries.clear()
const info = () => ({
  keys: [...entries.keys()],
  currentSize: Math.ceil(total() / 1024),
  limitSize: Math.floor(state.boot.device.storageBytes / 1024),
})

export const storageApis = {
  ...each(asynchronous, {
    setStorage: set,
    getStorage: get,
    removeStorage: remove,
    clearStorage: clear,
    getStorageInfo: info,
  }),
  ...each<(...args: never[]) => unknown>(synchronous, {
    setStorageSync: (key, data) => set({ key, data }),
    getStorageSync: key => (entries.has(key) ? get({ key }).data : ''),
    removeStorageSync: key => remove({ key }),
    clearStorageSync: clear,
    getStorageInfoSync: info,
  }),
}
