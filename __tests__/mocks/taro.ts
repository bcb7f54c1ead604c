/** Taro's APIs as far as the stores and pure parts need them: storage with WeChat's limits in memory, a network, a login. */
const KEY_LIMIT = 1024 * 1024

export const stored = new Map<string, unknown>()
/** Characters that fit into the whole storage; lowered by a test to fill it. */
export const limits = { total: 10 * 1024 * 1024 }
export const calls: string[] = []

/** What `wx.request` is asked for. */
export interface Asked {
  url: string
  method: string
  header: Record<string, string>
  data?: unknown
}
/** The server at the other end and WeChat's login, as a test wants them; neither is there otherwise. */
export const network: {
  answer: (asked: Asked) => Promise<{ statusCode: number; data?: unknown; header?: Record<string, string> }>
  login: () => Promise<{ code: string }>
} = { answer: unreachable, login: unreachable }

function unreachable(): Promise<never> {
  return Promise.reject({ errMsg: 'request:fail net::ERR_INTERNET_DISCONNECTED' })
}

const size = (value: unknown): number => (typeof value === 'string' ? value : JSON.stringify(value)).length

const Taro = {
  getStorageSync(key: string): unknown {
    calls.push(`get ${key}`)
    return stored.has(key) ? stored.get(key) : ''
  },
  setStorageSync(key: string, value: unknown): void {
    calls.push(`set ${key}`)
    const others = [...stored].filter(([other]) => other !== key).reduce((sum, [, other]) => sum + size(other), 0)
    if (size(value) > KEY_LIMIT) throw { errMsg: 'setStorageSync:fail entry size limit reached' }
    if (others + size(value) > limits.total) throw { errMsg: 'setStorageSync:fail exceed storage max size 10Mb' }
    stored.set(key, value)
  },
  removeStorageSync(key: string): void {
    calls.push(`remove ${key}`)
    stored.delete(key)
  },
  request: (asked: Asked) => network.answer(asked),
  login: () => network.login(),
}

export function resetPhone(): void {
  stored.clear()
  calls.length = 0
  limits.total = 10 * 1024 * 1024
  network.answer = unreachable
  network.login = unreachable
}

export default Taro
