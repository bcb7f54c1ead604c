import Taro from '@tarojs/taro'
import type { SubscribeOutcome } from '@zhuan/api/vocabulary'

/** What came of one tap: an answer for every template, or WeChat's errCode, `undefined` where it gave none. */
export type Asked = { outcome: Record<string, SubscribeOutcome> } | { errCode: number | undefined }

/** What a person has set in WeChat's own settings. */
export interface SubscriptionSettings {
  /** Off: this mini-program may send nothing and ask nothing. */
  mainSwitch: boolean
  /** Templates answered with 总是保持以上选择: WeChat asks no more and gives the same answer at every tap. */
  kept: Record<string, SubscribeOutcome>
}

const ANSWERS: readonly string[] = ['accept', 'reject', 'ban', 'filter']

/** WeChat has more words that begin with `accept`; any word that is unknown is no acceptance. */
const asOutcome = (word: unknown): SubscribeOutcome =>
  String(word).startsWith('accept') ? 'accept' : ANSWERS.includes(String(word)) ? (word as SubscribeOutcome) : 'reject'

const outcomes = (answers: object, ids: readonly string[]) =>
  Object.fromEntries(ids.map(id => [id, asOutcome((answers as Record<string, unknown>)[id])]))

/**
 * Asks for one message of each template, at most three of different titles. WeChat takes the call only while a tap is
 * being handled: it must be the first thing that a handler calls, before any `await`.
 */
export function askToSubscribe(templateIds: string[]): Promise<Asked> {
  const asking: Promise<object> =
    process.env.TARO_ENV === 'h5'
      ? (require('./preview/subscribe') as typeof import('./preview/subscribe')).requestSubscribeMessage(templateIds)
      : (Taro.requestSubscribeMessage({ tmplIds: templateIds } as never) as Promise<object>)
  return asking.then(
    answers => ({ outcome: outcomes(answers, templateIds) }),
    (error: { errCode?: number }) => ({ errCode: error?.errCode }),
  )
}

const asSettings = (setting: Taro.SubscriptionsSetting | undefined): SubscriptionSettings => {
  const kept = setting?.itemSettings ?? {}
  return { mainSwitch: setting?.mainSwitch !== false, kept: outcomes(kept, Object.keys(kept)) }
}

/** What the person has set, read when a page is shown and kept for the tap; `undefined` when WeChat does not say. */
export async function readSubscriptionSettings(): Promise<SubscriptionSettings | undefined> {
  try {
    if (process.env.TARO_ENV === 'h5')
      return asSettings((require('./preview/subscribe') as typeof import('./preview/subscribe')).readSettings())
    return asSettings((await Taro.getSetting({ withSubscriptions: true })).subscriptionsSetting)
  } catch {
    return undefined
  }
}
