import type { ServerResponse } from 'node:http'
import type { Account } from './account'
import type { Delivery } from './deliveries'
import { drawFault } from './faults'
import { answerAsGateway } from './gateway'
import { parseObject, sendError, sendJson } from './http'
import { firstInvalidKeyword } from './keyword-limits'
import type { Pusher } from './push'

/** Messages of the errors that a fault or a check answers with. */
const MESSAGES: Readonly<Record<number, string>> = {
  [-1]: 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40003: 'invalid openid',
  40014: 'invalid access_token',
  40037: 'invalid template_id',
  41001: 'access_token missing',
  41030: 'invalid page',
  42001: 'access_token expired',
  43101: 'user refuse to accept the msg',
  43107: 'subscribe ability banned',
  43108: 'concurrent sending to the same user',
  44002: 'empty post data',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
  45168: 'hit sensitive words',
  47001: 'data format error',
  47003: 'argument invalid!',
  48001: 'api unauthorized',
}

export const errorMessage = (errcode: number): string => MESSAGES[errcode] ?? 'error'

/** The errcode of a token, in the words of the send call. */
export function tokenError(account: Account, token: string | null): number | undefined {
  const verdict = account.tokens.check(token)
  return verdict === 'valid' ? undefined : { missing: 41001, invalid: 40001, expired: 42001 }[verdict]
}

interface Refusal {
  errcode: number
  detail?: string
}

interface Message {
  touser: string
  template_id: string
  page?: string
  data: Record<string, { value?: unknown }>
}

/** `subscribeMessage.send`: checks as WeChat does, spends the grant, delivers, and pushes the event. */
export async function send(
  account: Account,
  pusher: Pusher,
  response: ServerResponse,
  token: string | null,
  body: string,
): Promise<void> {
  const wrongToken = tokenError(account, token)
  if (wrongToken) return sendError(response, wrongToken, errorMessage(wrongToken))
  const message = readMessage(account, body)
  if ('errcode' in message) return refuse(response, message)
  const fault = drawFault(account.faults, Math.random)
  if (fault.kind === 'error') return later(account, () => refuse(response, fault))
  // Never answered and never delivered: the caller's patience ends it.
  if (fault.kind === 'timeout') return
  if (fault.kind === 'gateway' && fault.when === 'before') return answerAsGateway(response, fault.answer)
  const limit = account.countSend()
  if (limit) return refuse(response, { errcode: limit })
  const { touser } = message
  if (account.busy.has(touser)) return refuse(response, { errcode: 43108 })
  account.busy.add(touser)
  await later(account, () => {
    account.busy.delete(touser)
    const { template_id: templateId, page = '', data } = message
    const isGranted = account.grants.spend(touser, templateId)
    if (!isGranted && fault.kind === 'gateway') return answerAsGateway(response, fault.answer)
    if (!isGranted) return refuse(response, { errcode: 43101 })
    const msgid = account.deliveries.add(touser, { templateId, page, data: data as Delivery['data'] })
    pusher.push('subscribe_msg_sent_event', touser, [
      { TemplateId: templateId, MsgID: msgid, ErrorCode: '0', ErrorStatus: 'success' },
    ])
    if (fault.kind === 'cut') return void response.socket?.destroy()
    if (fault.kind === 'gateway') return answerAsGateway(response, fault.answer)
    sendJson(response, { errcode: 0, errmsg: 'ok', msgid })
  })
}

const refuse = (response: ServerResponse, { errcode, detail }: Refusal): void =>
  sendError(response, errcode, `${errorMessage(errcode)}${detail ? ` ${detail}` : ''}`)

async function later(account: Account, act: () => void): Promise<void> {
  const { latencyMs } = account.faults
  if (latencyMs > 0) await new Promise(resolve => setTimeout(resolve, latencyMs))
  act()
}

function readMessage(account: Account, body: string): Message | Refusal {
  if (body === '') return { errcode: 44002 }
  const message = parseObject(body)
  if (!message) return { errcode: 47001 }
  const { touser, template_id, page, data } = message
  if (typeof touser !== 'string' || touser === '' || /\s/.test(touser)) return { errcode: 40003 }
  const rules = typeof template_id === 'string' ? account.rulesOf(template_id) : undefined
  if (!rules) return { errcode: 40037 }
  if (page !== undefined && (typeof page !== 'string' || /^\/|\s/.test(page))) return { errcode: 41030 }
  if (typeof data !== 'object' || data === null) return { errcode: 47003, detail: 'data is empty' }
  const invalid = firstInvalidKeyword(rules, data as Message['data'])
  if (invalid) return { errcode: 47003, detail: `data.${invalid}.value invalid` }
  return message as unknown as Message
}
