import { API_BASE } from '../../scripts/testing/build-variables'
import type { Backend } from './backend'

type Outcome = 'accept' | 'reject' | 'ban' | 'filter'

/** Somebody in WeChat, with what WeChat knows of them, on one phone or several. */
export class Person {
  /** 接收订阅消息, for the whole mini-program. */
  mainSwitch = true
  /** Answered with 总是保持以上选择: asked no more. */
  kept: Record<string, Outcome> = {}
  /** What they tick on the popup; everything, unless a test says otherwise. */
  answer: (templateIds: string[]) => Record<string, Outcome> = ids => Object.fromEntries(ids.map(id => [id, 'accept']))
  /** The server is away, WeChat is not. */
  isServerAway = false
  /** What the phones asked the server for, as `POST /v1/record`. */
  readonly asked: string[] = []
  /** What they sent with it, in the same order. */
  readonly sent: unknown[] = []
  /** What is answered instead of the server: by what is asked for. */
  instead: Record<string, object> = {}
  /** What the server answers 502 to, as where WeChat does not answer it. */
  refuse: (where: string) => boolean = () => false
  /** Popups that were shown. */
  popups = 0

  constructor(
    private readonly backend: Backend,
    readonly openid: string,
    /** The time on their phones: events of the popup carry it, as it lies in the past or now. */
    private readonly now: () => number,
  ) {}

  /** What `wx` answers on a phone of theirs, for the runner. */
  wx(): Record<string, (given: never) => Promise<object>> {
    return {
      login: async () => ({ code: (await this.tellSandbox('/sandbox/codes', {})).code }),
      requestSubscribeMessage: ({ tmplIds }: { tmplIds: string[] }) => this.subscribe(tmplIds),
      getSetting: async () => ({
        authSetting: {},
        subscriptionsSetting: { mainSwitch: this.mainSwitch, itemSettings: this.kept },
      }),
      request: (asked: Asked) => this.request(asked),
    }
  }

  private async subscribe(tmplIds: string[]): Promise<object> {
    if (!this.mainSwitch)
      return { errMsg: 'requestSubscribeMessage:fail The main switch is switched off', errCode: 20004 }
    const isSettled = tmplIds.every(id => this.kept[id])
    if (!isSettled) this.popups++
    const outcome = isSettled
      ? Object.fromEntries(tmplIds.map(id => [id, this.kept[id]!]))
      : { ...this.answer(tmplIds.filter(id => !this.kept[id])), ...this.kept }
    const asked = Object.fromEntries(tmplIds.map(id => [id, outcome[id]!]))
    await this.tellSandbox('/sandbox/answers', {
      outcome: asked,
      at: new Date(Math.min(this.now(), Date.now())).toISOString(),
    })
    return asked
  }

  private async request({ url, method = 'GET', header = {}, data, responseType }: Asked): Promise<object> {
    if (this.isServerAway || !url.startsWith(API_BASE)) return { errMsg: 'request:fail connect refused' }
    const where = url.slice(API_BASE.length)
    this.asked.push(`${method} ${where}`)
    this.sent.push(data)
    const instead = this.instead[`${method} ${where}`]
    if (instead) return { statusCode: 200, header: {}, data: instead }
    if (this.refuse(where)) return { statusCode: 502, header: {}, data: { base64: '' } }
    const answer = await fetch(this.backend.server + where, {
      method,
      headers: header,
      ...(data !== undefined && { body: JSON.stringify(data) }),
    })
    const received = { statusCode: answer.status, header: Object.fromEntries(answer.headers) }
    // Bytes reach the runner as text.
    if (responseType === 'arraybuffer')
      return { ...received, data: { base64: Buffer.from(await answer.arrayBuffer()).toString('base64') } }
    const text = await answer.text()
    const body = /json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : text
    return { ...received, data: body }
  }

  private async tellSandbox(where: string, body: object): Promise<{ code: string }> {
    const answer = await fetch(this.backend.sandbox.url + where, {
      method: 'POST',
      body: JSON.stringify({ openid: this.openid, ...body }),
    })
    if (!answer.ok) throw new Error(`${where}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as { code: string }
  }
}

interface Asked {
  url: string
  method?: string
  header?: Record<string, string>
  data?: unknown
  responseType?: string
}
