import { createHash } from 'node:crypto'
import { plain } from './errors'
import { OPENID, type PlatformEvent, readPlatformEvents, SECONDS } from './platform-events'
import { type PushFields, readText } from './push-body'

/** One item of a push event about subscription messages, as WeChat told it. */
export interface SubscriptionEvent {
  /** The same for every repetition of the same item. */
  key: string
  type: 'popup' | 'change' | 'sent'
  openid: string
  templateId: string
  /** ISO, whole seconds of WeChat's clock. */
  createdAt: string
  /** Of popup and change: `accept` or `reject`. */
  status?: string
  /** Of sent. */
  msgId?: string
  errorCode?: number
  errorStatus?: string
}

/** Whatever WeChat pushes that this server acts on. */
export type PushEvent = SubscriptionEvent | PlatformEvent

/** Names of the events, and of the element or key that their list may be wrapped in. */
const EVENTS: Record<string, { type: SubscriptionEvent['type']; wrapper: string }> = {
  subscribe_msg_popup_event: { type: 'popup', wrapper: 'SubscribeMsgPopupEvent' },
  subscribe_msg_change_event: { type: 'change', wrapper: 'SubscribeMsgChangeEvent' },
  subscribe_msg_sent_event: { type: 'sent', wrapper: 'SubscribeMsgSentEvent' },
}

const TEMPLATE_ID = /^[\w-]{1,128}$/
/** More items than a popup has templates are not WeChat's. */
const MOST_ITEMS = 50

export interface ReadEvents {
  events: PushEvent[]
  /** Items with which nothing can be done, as they name no person, time or template. */
  unreadable: number
}

/** The items of a pushed event about subscription messages, or what the platform tells; none for any other push. */
export function readEvents(fields: PushFields): ReadEvents {
  const name = readText(fields, 'Event')
  const event = Object.hasOwn(EVENTS, name) ? EVENTS[name] : undefined
  if (!event) return readPlatformEvents(name, fields)
  const items = readItems(fields, event.wrapper)
  const openid = readText(fields, 'FromUserName')
  const seconds = readText(fields, 'CreateTime')
  if (!OPENID.test(openid) || !SECONDS.test(seconds)) return { events: [], unreadable: Math.max(items.length, 1) }
  const list = hashItems(items)
  const createdAt = new Date(Number(seconds) * 1000).toISOString()
  const events: SubscriptionEvent[] = []
  for (const [index, item] of items.slice(0, MOST_ITEMS).entries()) {
    const templateId = readText(item, 'TemplateId')
    if (!TEMPLATE_ID.test(templateId)) continue
    const key = `${openid}|${seconds}|${name}|${list}|${index}`
    const known = { type: event.type, openid, templateId, createdAt }
    if (event.type === 'sent') {
      const sent = readSent(item)
      // The final word about a message is one, whenever it is repeated.
      events.push({ key: sent.msgId ? `${openid}|sent|${sent.msgId}` : key, ...known, ...sent })
    } else events.push({ key, ...known, status: plain(readText(item, 'SubscribeStatusString')) })
  }
  return { events, unreadable: items.length - events.length }
}

const ITEM_FIELDS = ['TemplateId', 'SubscribeStatusString', 'MsgID', 'MsgId', 'ErrorCode', 'ErrorStatus']

/** Tells two lists of one second apart; looks at nothing deeper than texts, which may be nested without end. */
function hashItems(items: unknown[]): string {
  const texts = items.map(item => ITEM_FIELDS.map(name => readText(item, name)))
  return createHash('sha256').update(JSON.stringify(texts)).digest('base64url').slice(0, 22)
}

function readSent(item: unknown): { msgId: string; errorCode: number; errorStatus: string } {
  const msgId = readText(item, 'MsgID') || readText(item, 'MsgId')
  const errorStatus = plain(readText(item, 'ErrorStatus'))
  const errorCode = readText(item, 'ErrorCode')
  // Without a code that can be read, the word decides.
  const isCode = /^-?\d{1,9}$/.test(errorCode)
  return {
    msgId: /^[\w-]{1,64}$/.test(msgId) ? msgId : '',
    errorCode: isCode ? Number(errorCode) : errorStatus === '' || errorStatus === 'success' ? 0 : -1,
    errorStatus,
  }
}

/** `List` or the wrapper's `List`; one item is an object, several are a list. */
function readItems(fields: PushFields, wrapper: string): unknown[] {
  const wrapped = Object.hasOwn(fields, wrapper) ? fields[wrapper] : undefined
  for (const holder of [fields, ...[wrapped].flat()]) {
    if (typeof holder === 'object' && holder !== null && Object.hasOwn(holder, 'List'))
      return [(holder as PushFields).List].flat()
  }
  return []
}
