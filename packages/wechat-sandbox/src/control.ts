import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Account } from './account'
import { readFaults } from './faults'
import { type Address, parseObject, readBody, sendJson } from './http'
import type { Pusher } from './push'
import { makeTemplate, readLabels } from './templates'

type Handler = (input: Record<string, unknown>, query: URLSearchParams) => unknown

class BadRequest extends Error {}

const text = (input: Record<string, unknown>, field: string): string => {
  const value = input[field]
  if (typeof value !== 'string' || value === '') throw new BadRequest(`${field} is missing`)
  return value
}

/** The switches under `/sandbox/`: what people do in WeChat, what has arrived, and what goes wrong. */
export function controls(account: Account, pusher: Pusher): Record<string, Handler> {
  return {
    'POST /sandbox/codes': input => ({ code: account.makeCode(text(input, 'openid')) }),
    'POST /sandbox/answers': input => {
      answer(account, pusher, text(input, 'openid'), input.outcome, readInstant(input.at))
      return { ok: true }
    },
    // Many people at once, without events: `{ openids, templateId, count }`.
    'POST /sandbox/grants': input => {
      const { openids, count = 1 } = input
      if (!Array.isArray(openids)) throw new BadRequest('openids is no list')
      for (const openid of openids) account.grant(String(openid), text(input, 'templateId'), Number(count))
      return { ok: true }
    },
    // What people have left, `{ [openid]: count }`: for tests that compare a server's books with WeChat's.
    'GET /sandbox/grants': (_, query) => ({ left: account.grants.left(query.get('templateId') ?? '') }),
    // A person switches a template off in the list of service notifications: `{ openid, templateId }`.
    'POST /sandbox/rejections': input => {
      const openid = text(input, 'openid')
      const templateId = text(input, 'templateId')
      account.grants.revoke(openid, templateId)
      pusher.push('subscribe_msg_change_event', openid, [{ TemplateId: templateId, SubscribeStatusString: 'reject' }])
      return { ok: true }
    },
    // `{ templates: { [id]: ['thing1', …] } }`
    'POST /sandbox/templates': input => {
      const { templates } = input
      if (typeof templates !== 'object' || templates === null) throw new BadRequest('templates is missing')
      for (const [id, codes] of Object.entries(templates)) account.addTemplate(makeTemplate(id, codes as string[]))
      return { ok: true }
    },
    'GET /sandbox/deliveries': (_, query) => ({
      deliveries: account.deliveries.list(
        query.get('openid') ?? undefined,
        Number(query.get('most') ?? Number.POSITIVE_INFINITY),
      ),
    }),
    // What a card needs besides a delivery: `{ [template id]: { title, labels: { [keyword code]: label } } }`.
    'GET /sandbox/cards': () =>
      Object.fromEntries(
        [...account.templates.values()].map(template => [
          template.priTmplId,
          { title: template.title, labels: readLabels(template) },
        ]),
      ),
    'GET /sandbox/summary': () => ({
      ...account.deliveries.summary(),
      eventsPending: pusher.pending,
      eventsLost: pusher.lost,
    }),
    'POST /sandbox/reset': () => {
      account.reset()
      pusher.forget()
      return { ok: true }
    },
    'GET /sandbox/faults': () => account.faults,
    'PUT /sandbox/faults': input => {
      const faults = readFaults(input)
      if (typeof faults === 'string') throw new BadRequest(faults)
      if (input.revokeToken) account.tokens.revoke()
      account.faults = faults
      return faults
    },
  }
}

/** @returns seconds since 1970; undefined when it is left out, which means now */
function readInstant(at: unknown): number | undefined {
  if (at === undefined) return undefined
  const milliseconds = typeof at === 'string' ? Date.parse(at) : Number.NaN
  if (Number.isNaN(milliseconds)) throw new BadRequest(`at is ${String(at)}, expected an ISO instant`)
  return Math.floor(milliseconds / 1000)
}

/** The popup: every accept is one grant; accepts and rejects are pushed together, as one event. */
function answer(account: Account, pusher: Pusher, openid: string, outcome: unknown, createTime?: number): void {
  if (typeof outcome !== 'object' || outcome === null) throw new BadRequest('outcome is missing')
  const items: Record<string, string>[] = []
  for (const [templateId, word] of Object.entries(outcome)) {
    if (!['accept', 'reject', 'ban', 'filter'].includes(word))
      throw new BadRequest(`outcome.${templateId} is ${String(word)}, expected accept, reject, ban or filter`)
    if (word === 'accept') account.grant(openid, templateId)
    if (word === 'accept' || word === 'reject')
      items.push({ TemplateId: templateId, SubscribeStatusString: word, PopupScene: '0' })
  }
  pusher.push('subscribe_msg_popup_event', openid, items, createTime)
}

/** Answers a call of the controls; `false` for any other address. */
export async function answerControl(
  handlers: Record<string, Handler>,
  request: IncomingMessage,
  response: ServerResponse,
  { pathname, query }: Address,
): Promise<boolean> {
  const handler = handlers[`${request.method} ${pathname}`]
  if (!handler) return false
  const body = request.method === 'GET' ? '' : await readBody(request)
  const input = body === '' ? {} : parseObject(body)
  try {
    if (!input) throw new BadRequest('the body is no JSON object')
    sendJson(response, handler(input, query))
  } catch (error) {
    if (!(error instanceof BadRequest)) throw error
    sendJson(response, { error: { code: 'bad-request', message: error.message } }, 400)
  }
  return true
}
