import Taro from '@tarojs/taro'

/** WeChat's limits: 1 MB a key, 10 MB a user and mini-program. */
export class StorageError extends Error {
  constructor(
    readonly code: 'storage-full' | 'storage-failed',
    readonly key: string,
    override readonly cause: unknown,
  ) {
    super(`storage key "${key}": ${String((cause as { errMsg?: string })?.errMsg ?? cause)}`)
    this.name = 'StorageError'
  }
}

const attempt = <T>(key: string, action: () => T): T => {
  try {
    return action()
  } catch (cause) {
    const text = String((cause as { errMsg?: string })?.errMsg ?? cause)
    throw new StorageError(/exceed|limit|quota/i.test(text) ? 'storage-full' : 'storage-failed', key, cause)
  }
}

/** What is stored under `key`, `undefined` if nothing is. The H5 preview also sees values that Taro did not wrap. */
export function readStorage(key: string): unknown {
  return attempt(key, () => {
    if (process.env.TARO_ENV === 'h5') {
      const raw = window.localStorage.getItem(key)
      if (raw === null) return undefined
      try {
        const wrapped = JSON.parse(raw)
        return wrapped && typeof wrapped === 'object' && 'data' in wrapped ? wrapped.data : raw
      } catch {
        return raw
      }
    }
    const value = Taro.getStorageSync(key)
    return value === '' ? undefined : value
  })
}

/** Stores `text` under `key`; throws {@link StorageError} when the phone refuses it. */
export function writeStorage(key: string, text: string): void {
  attempt(key, () => Taro.setStorageSync(key, text))
}

export function removeStorage(key: string): void {
  attempt(key, () => Taro.removeStorageSync(key))
}
