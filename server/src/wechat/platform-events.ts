import { plain } from './errors'
import { type PushFields, readText } from './push-body'

/** Somebody whose data WeChat orders to be deleted. */
export interface Departure {
  /** The same for every repetition. */
  key: string
  type: 'departed'
  /** `cancellation`: they closed their WeChat account; `revoke`: they took back what they had allowed. */
  reason: 'cancellation' | 'revoke'
  openid: string
  /** ISO, whole seconds of WeChat's clock. */
  createdAt: string
}

/** A penalty against this mini-program: a warning, or something is closed. */
export interface Punishment {
  key: string
  type: 'punished'
  punishId: string
  /** WeChat's own words, by the name of the field. */
  words: Record<string, string>
}

/** What the platform itself tells. Source: WeChat, 平台通知消息 and 小程序违规处罚信息通知. */
export type PlatformEvent = Departure | Punishment

export const OPENID = /^[\w-]{1,128}$/
/** Unix seconds, up to the year 2286. */
export const SECONDS = /^\d{1,10}$/

const DEPARTURES: Readonly<Record<string, Departure['reason']>> = {
  user_authorization_cancellation: 'cancellation',
  user_authorization_revoke: 'revoke',
}
const PUNISHMENT = 'wxa_punish_event'
/** `event_type`: 1 warning, 2 functions closed, 3 taken down, 4 account closed, 10 pages closed. */
const WORDS = ['event_type', 'punish_time', 'illegal_reason', 'illegal_content', 'rule_name', 'rule_url']
const MORE_WORDS = ['adjust_guide_url', 'detail']

export const isPlatformEvent = (event: { type: string }): event is PlatformEvent =>
  event.type === 'departed' || event.type === 'punished'

/** @returns none for a push that is no event of the platform's; `unreadable` when one names nobody */
export function readPlatformEvents(name: string, fields: PushFields): { events: PlatformEvent[]; unreadable: number } {
  if (name === PUNISHMENT) return { events: [readPunishment(fields)], unreadable: 0 }
  const reason = Object.hasOwn(DEPARTURES, name) ? DEPARTURES[name] : undefined
  if (!reason) return { events: [], unreadable: 0 }
  // The person: FromUserName is the platform. WeChat's own example in JSON has a blank before the name of the field.
  const openid = readText(fields, 'OpenID') || readText(fields, ' OpenID')
  const seconds = readText(fields, 'CreateTime')
  if (!OPENID.test(openid) || !SECONDS.test(seconds)) return { events: [], unreadable: 1 }
  const createdAt = new Date(Number(seconds) * 1000).toISOString()
  return {
    events: [{ key: `${openid}|${seconds}|${name}`, type: 'departed', reason, openid, createdAt }],
    unreadable: 0,
  }
}

/** However little it says: that there is one has to be known. */
function readPunishment(fields: PushFields): Punishment {
  const words: Record<string, string> = {}
  for (const name of [...WORDS, ...MORE_WORDS]) {
    const text = plain(readText(fields, name))
    if (text !== '') words[name] = text
  }
  const id = readText(fields, 'punish_id')
  const punishId = /^[\w-]{1,64}$/.test(id) ? id : `without-id-${plain(readText(fields, 'CreateTime'))}`
  // A warning and what follows it may go by the same id.
  return { key: `punished|${punishId}|${words.event_type ?? ''}`, type: 'punished', punishId, words }
}
