import { randomBytes } from 'node:crypto'
import { Agent, request } from 'undici'
import type { Faults } from './faults'
import { encrypt, signature } from './push-crypto'

export interface PushOptions {
  /** Where events go; none are pushed without it. */
  url?: string
  mode: 'plain' | 'compatible' | 'safe'
  format: 'json' | 'xml'
  token: string
  aesKey: string
  appId: string
}

export type PushEvent = 'subscribe_msg_popup_event' | 'subscribe_msg_change_event' | 'subscribe_msg_sent_event'
type Item = Record<string, string>

/** Of whom a message tells, in JSON or in XML. */
const OPENID = /FromUserName(?:":"|><!\[CDATA\[)([^"\]]*)/
const TRIES = 3
const PATIENCE_MS = 5000
const CONNECTIONS = 32
/** So many messages that were taken may still stand in the queue. */
const MOST_TAKEN = 1000

const WRAPPERS: Readonly<Record<PushEvent, string>> = {
  subscribe_msg_popup_event: 'SubscribeMsgPopupEvent',
  subscribe_msg_change_event: 'SubscribeMsgChangeEvent',
  subscribe_msg_sent_event: 'SubscribeMsgSentEvent',
}

/** Pushes events like WeChat: answered within five seconds or sent again, three times in all. */
export class Pusher {
  private readonly agent = new Agent({ connections: CONNECTIONS })
  private waiting: string[] = []
  /** First message not taken yet: taking them off the front one by one would move all the others. */
  private head = 0
  private underWay = 0
  private isClosed = false
  /** Events that were not taken in three tries. */
  lost = 0

  constructor(
    readonly options: PushOptions,
    private readonly faults: () => Faults,
    private readonly random: () => number,
  ) {}

  /** An event about one person; one item stands alone, several in an array, as WeChat does. */
  push(event: PushEvent, openid: string, items: Item[], createTime = Math.floor(Date.now() / 1000)): void {
    const { url } = this.options
    if (!url || items.length === 0) return
    if (this.random() < this.faults().dropEvents) return
    this.waiting.push(
      this.options.format === 'json' ? json(event, openid, items, createTime) : xml(event, openid, items, createTime),
    )
    this.next()
  }

  /** How many events are still to be pushed. */
  get pending(): number {
    return this.waiting.length - this.head + this.underWay
  }

  forget(): void {
    this.waiting = []
    this.head = 0
    this.lost = 0
  }

  async close(): Promise<void> {
    this.isClosed = true
    this.forget()
    await this.agent.destroy()
  }

  private next(): void {
    while (this.underWay < CONNECTIONS && this.head < this.waiting.length) {
      const message = this.waiting[this.head++]!
      if (this.head > MOST_TAKEN && this.head > this.waiting.length / 2) {
        this.waiting = this.waiting.slice(this.head)
        this.head = 0
      }
      this.underWay++
      void this.deliver(message).finally(() => {
        this.underWay--
        this.next()
      })
    }
  }

  private async deliver(message: string): Promise<void> {
    for (let tried = 0; tried < TRIES && !this.isClosed; tried++) {
      try {
        const { url, body } = this.envelope(message)
        const headers = { 'content-type': this.options.format === 'json' ? 'application/json' : 'text/xml' }
        const answer = await request(url, {
          method: 'POST',
          headers,
          body,
          dispatcher: this.agent,
          headersTimeout: PATIENCE_MS,
          bodyTimeout: PATIENCE_MS,
        })
        await answer.body.dump()
        if (answer.statusCode < 300) return
      } catch {
        // The receiver is away or slow: the next try is the answer to both.
      }
      await new Promise(resolve => setTimeout(resolve, 200))
    }
    if (!this.isClosed) this.lost++
  }

  private envelope(message: string): { url: string; body: string } {
    const { url, mode, format, token, aesKey, appId } = this.options
    const timestamp = String(Math.floor(Date.now() / 1000))
    const nonce = String(randomBytes(4).readUInt32BE())
    const query = new URLSearchParams({ signature: signature(token, timestamp, nonce), timestamp, nonce })
    const address = () => `${url}${url!.includes('?') ? '&' : '?'}${query}`
    if (mode === 'plain') return { url: address(), body: message }
    const encrypted = encrypt(message, aesKey, appId)
    query.set('openid', OPENID.exec(message)?.[1] ?? '')
    query.set('encrypt_type', 'aes')
    query.set('msg_signature', signature(token, timestamp, nonce, encrypted))
    if (format === 'xml') {
      const plain =
        mode === 'compatible'
          ? message.slice('<xml>'.length, -'</xml>'.length)
          : '<ToUserName><![CDATA[gh_sandbox]]></ToUserName>'
      return { url: address(), body: `<xml>${plain}<Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>` }
    }
    const plain = mode === 'compatible' ? JSON.parse(message) : { ToUserName: 'gh_sandbox' }
    return { url: address(), body: JSON.stringify({ ...plain, Encrypt: encrypted }) }
  }
}

function json(event: PushEvent, openid: string, items: Item[], createTime: number): string {
  return JSON.stringify({
    ToUserName: 'gh_sandbox',
    FromUserName: openid,
    CreateTime: createTime,
    MsgType: 'event',
    Event: event,
    List: items.length === 1 ? items[0] : items,
  })
}

const cdata = (name: string, text: string): string =>
  `<${name}><![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`

function xml(event: PushEvent, openid: string, items: Item[], createTime: number): string {
  const list = items
    .map(
      item =>
        `<List>${Object.entries(item)
          .map(([name, text]) => cdata(name, text))
          .join('')}</List>`,
    )
    .join('')
  const wrapper = WRAPPERS[event]
  return `<xml>${cdata('ToUserName', 'gh_sandbox')}${cdata('FromUserName', openid)}<CreateTime>${createTime}</CreateTime>${cdata('MsgType', 'event')}${cdata('Event', event)}<${wrapper}>${list}</${wrapper}></xml>`
}
