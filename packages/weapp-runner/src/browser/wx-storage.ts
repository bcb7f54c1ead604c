import { state, utf8Length } from './state'
import { failure, type Options } from './wx-answer'

const MOST_BYTES = 1024 * 1024

/** Values as JSON text, as WeChat keeps them with their type. */
export const entries = new Map<string, string>()
/** A text counts as it is, everything else as JSON. */
const size = (key: string, json: string) => utf8Length(key) + utf8Length(json.startsWith('"') ? JSON.parse(json) : json)
const total = (but?: unknown) => [...entries].reduce((sum, [key, json]) => sum + (key === but ? 0 : size(key, json)), 0)

/** What is stored, by key. */
export const readStorage = (): Options => Object.fromEntries([...entries].map(([key, text]) => [key, JSON.parse(text)]))

const works: Record<string, (options: Options) => unknown> = {
  setStorage({ key, data = '' }) {
    if (!key || typeof key !== 'string') throw failure('parameter error: parameter.key should be a non-empty String')
    const text = JSON.stringify(data)
    if (size('', text) > MOST_BYTES) throw failure('exceed storage item max length')
    if (total(key) + size(key, text) > state.boot.device.storageBytes) throw failure('exceed storage max size 10Mb')
    entries.set(key, text)
  },
  getStorage({ key }) {
    const text = entries.get(String(key))
    if (text === undefined) throw failure('data not found')
    return { data: JSON.parse(text) }
  },
  removeStorage: ({ key }) => void entries.delete(String(key)),
  clearStorage: () => entries.clear(),
  getStorageInfo() {
    const [currentSize, limitSize] = [total(), state.boot.device.storageBytes].map(bytes => Math.ceil(bytes / 1024))
    return { keys: [...entries.keys()], currentSize, limitSize }
  },
}

const inSync = ([name, work]: [string, (options: Options) => unknown]) =>
  [`${name}Sync`, (key: string, data: unknown) => work({ key, data })] as const

export const storageWorks = {
  ...works,
  ...Object.fromEntries(Object.entries(works).map(inSync)),
  getStorageSync: (key: string) => JSON.parse(entries.get(key) ?? '""'),
}
