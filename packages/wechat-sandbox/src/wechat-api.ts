import type { IncomingMessage, ServerResponse } from 'node:http'
import QRCode from 'qrcode'
import type { Account } from './account'
import { type Address, parseObject, readBody, sendBytes, sendError, sendJson } from './http'
import { answerTemplates } from './public-templates'
import type { Pusher } from './push'
import { errorMessage, send, tokenError } from './send'

export interface Identity {
  /** What the caller must present; anything is taken without it. */
  appId?: string
  secret?: string
}

const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]+$/
const SCENE_LENGTH = 32

/** The calls of `api.weixin.qq.com` that this stand-in knows; `false` for any other address. */
export async function answerWeChat(
  account: Account,
  pusher: Pusher,
  identity: Identity,
  request: IncomingMessage,
  response: ServerResponse,
  { pathname, query }: Address,
): Promise<boolean> {
  // Events are sealed with the id of the account, which the first call tells where nobody configured it.
  if (!pusher.options.appId && query.get('appid')) pusher.options.appId = query.get('appid')!
  switch (pathname) {
    case '/cgi-bin/message/subscribe/send':
      if (needsPost(request, response))
        await send(account, pusher, response, query.get('access_token'), await readBody(request))
      return true
    case '/sns/jscode2session': {
      const wrong = wrongIdentity(identity, query.get('appid'), query.get('secret'))
      if (wrong) sendError(response, wrong, 'invalid appid or secret')
      else {
        const openid = account.redeemCode(query.get('js_code') ?? '')
        if (openid)
          sendJson(response, { openid, session_key: Buffer.from(openid.padEnd(16).slice(0, 16)).toString('base64') })
        else sendError(response, 40029, 'invalid code')
      }
      return true
    }
    case '/cgi-bin/token': {
      const wrong = wrongIdentity(identity, query.get('appid'), query.get('secret'))
      if (query.get('grant_type') !== 'client_credential') sendError(response, 40002, 'invalid grant_type')
      else if (wrong) sendError(response, wrong, 'invalid appid or secret')
      else sendJson(response, account.tokens.issue())
      return true
    }
    case '/cgi-bin/stable_token':
      if (needsPost(request, response)) await stableToken(account, pusher, identity, response, await readBody(request))
      return true
    case '/wxaapi/newtmpl/gettemplate':
      if (hasToken(account, response, query))
        sendJson(response, { errcode: 0, errmsg: 'ok', data: [...account.templates.values()] })
      return true
    case '/wxa/getwxacodeunlimit':
      if (needsPost(request, response) && hasToken(account, response, query))
        await codeImage(response, await readBody(request))
      return true
    case '/cgi-bin/clear_quota':
      if (!needsPost(request, response) || !hasToken(account, response, query)) return true
      if (account.clearQuota()) sendJson(response, { errcode: 0, errmsg: 'ok' })
      else sendError(response, 48006, 'forbid to clear quota because of reaching the limit')
      return true
    case '/cgi-bin/openapi/quota/get':
      if (needsPost(request, response) && hasToken(account, response, query)) sendJson(response, quotaOf(account))
      return true
    default:
      return answerNewTemplates(account, request, response, { pathname, query })
  }
}

const NEW_TEMPLATES = '/wxaapi/newtmpl/'

async function answerNewTemplates(
  account: Account,
  request: IncomingMessage,
  response: ServerResponse,
  { pathname, query }: Address,
): Promise<boolean> {
  if (!pathname.startsWith(NEW_TEMPLATES)) return false
  const body = request.method === 'POST' ? (parseObject(await readBody(request)) ?? {}) : {}
  const answer = answerTemplates(account, pathname.slice(NEW_TEMPLATES.length), query, body)
  if (answer && hasToken(account, response, query)) sendJson(response, answer)
  return answer !== undefined
}

function quotaOf(account: Account) {
  const { sendsPerDay, sendsPerSecond } = account.limits
  const used = account.sentToday()
  return {
    errcode: 0,
    errmsg: 'ok',
    quota: { daily_limit: sendsPerDay, used, remain: Math.max(0, sendsPerDay - used) },
    ...(Number.isFinite(sendsPerSecond) && { rate_limit: { call_count: sendsPerSecond, refresh_second: 1 } }),
  }
}

function needsPost({ method }: IncomingMessage, response: ServerResponse): boolean {
  if (method === 'POST') return true
  sendError(response, 43002, 'require POST method')
  return false
}

function hasToken(account: Account, response: ServerResponse, query: URLSearchParams): boolean {
  const wrong = tokenError(account, query.get('access_token'))
  if (wrong) sendError(response, wrong, errorMessage(wrong))
  return !wrong
}

function wrongIdentity({ appId, secret }: Identity, givenId: unknown, givenSecret: unknown): number | undefined {
  if (!givenId) return 41002
  if (!givenSecret) return 41004
  if (appId !== undefined && givenId !== appId) return 40013
  return secret !== undefined && givenSecret !== secret ? 40125 : undefined
}

async function stableToken(
  account: Account,
  pusher: Pusher,
  identity: Identity,
  response: ServerResponse,
  body: string,
): Promise<void> {
  const given = parseObject(body)
  if (!given) return sendError(response, 47001, 'data format error')
  if (given.grant_type !== 'client_credential') return sendError(response, 40002, 'invalid grant_type')
  const wrong = wrongIdentity(identity, given.appid, given.secret)
  if (wrong) return sendError(response, wrong, 'invalid appid or secret')
  if (!pusher.options.appId) pusher.options.appId = String(given.appid)
  sendJson(response, account.tokens.issueStable(given.force_refresh === true))
}

/** A picture that a phone can scan; WeChat's round codes are its own, so this one is a QR code of page and scene. */
async function codeImage(response: ServerResponse, body: string): Promise<void> {
  const { scene, page = 'pages/index/index', width = 430 } = parseObject(body) ?? {}
  if (typeof scene !== 'string' || [...scene].length === 0 || [...scene].length > SCENE_LENGTH)
    return sendError(response, 40169, 'invalid length for scene, or the data is not json string')
  if (!SCENE.test(scene)) return sendError(response, 40129, 'invalid scene')
  if (typeof page !== 'string' || page.startsWith('/') || page.includes('?'))
    return sendError(response, 41030, 'invalid page')
  if (typeof width !== 'number' || width < 280 || width > 1280) return sendError(response, 40097, 'invalid args')
  sendBytes(
    response,
    'image/png',
    await QRCode.toBuffer(`${page}?scene=${encodeURIComponent(scene)}`, { width, type: 'png' }),
  )
}
