import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { Account } from './account'
import { answerControl, controls } from './control'
import { type Address, readAddress, sendBytes, sendJson } from './http'
import { INBOX_PAGE } from './inbox-page'
import { Pusher } from './push'
import { defaultTemplates, type Template } from './templates'
import { answerWeChat, type Identity } from './wechat-api'

export { DEMONSTRATION } from './demonstration'
export { makeTemplate, type Template } from './templates'

export interface SandboxOptions extends Identity {
  /** 0 takes any free port. */
  port: number
  /** Where events are pushed; none are without it. */
  pushUrl?: string
  pushMode?: 'plain' | 'compatible' | 'safe'
  pushFormat?: 'json' | 'xml'
  pushToken?: string
  pushAesKey?: string
  templates?: readonly Template[]
  /** Takes unknown ids for templates of the account too, instead of 40037: for who cannot know the server's. */
  anyTemplate?: boolean
  sendsPerSecond?: number
  sendsPerDay?: number
  /** Milliseconds since 1970, for codes, tokens, quotas and the instants of deliveries. */
  now?: () => number
}

export interface RunningSandbox {
  /** `http://127.0.0.1:<port>` */
  url: string
  port: number
  stop(): Promise<void>
}

/** WeChat's limit is ten million a day; none is documented a second. */
const SENDS_PER_DAY = 10_000_000

/** Starts a stand-in for WeChat's server API on this machine. */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const limits = {
    sendsPerSecond: options.sendsPerSecond ?? Number.POSITIVE_INFINITY,
    sendsPerDay: options.sendsPerDay ?? SENDS_PER_DAY,
  }
  const { templates = defaultTemplates(), now = Date.now, anyTemplate } = options
  const account = new Account(templates, limits, now, anyTemplate)
  const pusher = new Pusher(
    {
      url: options.pushUrl,
      mode: options.pushMode ?? 'plain',
      format: options.pushFormat ?? 'json',
      token: options.pushToken ?? '',
      aesKey: options.pushAesKey ?? '',
      appId: options.appId ?? '',
    },
    () => account.faults,
    Math.random,
  )
  const handlers = controls(account, pusher)
  const server = http.createServer((request, response) => {
    answer(readAddress(request), request, response).catch(error => {
      if (!response.headersSent) sendJson(response, { error: { code: 'sandbox-failed', message: String(error) } }, 500)
    })
  })
  // A caller that keeps its connections must not find them cut between two messages.
  server.keepAliveTimeout = 60_000

  async function answer(address: Address, request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    if (request.method === 'OPTIONS') return sendJson(response, {})
    if (await answerWeChat(account, pusher, options, request, response, address)) return
    if (await answerControl(handlers, request, response, address)) return
    if (address.pathname === '/') return sendBytes(response, 'text/html; charset=utf-8', INBOX_PAGE)
    sendJson(
      response,
      { error: { code: 'not-found', message: `${request.method} ${address.pathname} is unknown here` } },
      404,
    )
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    async stop() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
      await pusher.close()
    },
  }
}
