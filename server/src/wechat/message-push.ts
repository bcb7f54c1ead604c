import type { Environment } from '../environment'
import { badRequest, forbidden } from '../errors'
import { type PushFields, readPushBody, readText } from './push-body'
import { decrypt, isSigned } from './push-crypto'
import { type ReadEvents, readEvents } from './push-events'

/** The query of a push as it was parsed: what is given twice is a list. */
export type PushQuery = Record<string, unknown>

type Account = Pick<Environment['wechat'], 'appId' | 'pushToken' | 'pushAesKey' | 'pushMode'>

/** WeChat signs the time of a push: older ones are replays. Seconds. */
const OLDEST = 600

/**
 * WeChat's check of the address: it wants its own words back.
 * @param clocks - the instants that count as now
 * @throws HttpError 403 `stale`, `wrong-signature`
 */
export function verifyAddress(account: Account, query: PushQuery, clocks: Date[]): string {
  checkSignature(account, query, clocks)
  return first(query, 'echostr')
}

/**
 * What WeChat's push says. In safe and compatible mode only the encrypted part is believed.
 * @param body - JSON or XML, as it came
 * @throws HttpError 400 for what cannot be read, 403 for what is not WeChat's
 */
export function openPush(account: Account, query: PushQuery, body: string, clocks: Date[]): ReadEvents {
  if (body.trim() === '') throw badRequest('bad-request', 'the body is empty')
  return readEvents(believed(account, query, readPushBody(body), clocks))
}

function believed(account: Account, query: PushQuery, body: PushFields, clocks: Date[]): PushFields {
  const encrypted = readText(body, 'Encrypt')
  if (encrypted === '') {
    if (account.pushMode !== 'plain')
      throw forbidden('not-encrypted', `the body is not encrypted, the mode is ${account.pushMode}`)
    checkSignature(account, query, clocks)
    return body
  }
  const { timestamp, nonce } = readFresh(query, clocks)
  if (!isSigned(first(query, 'msg_signature'), [account.pushToken, timestamp, nonce, encrypted]))
    throw forbidden('wrong-signature', 'msg_signature is not that of this body')
  return readPushBody(decrypt(encrypted, account.pushAesKey, account.appId))
}

function checkSignature(account: Account, query: PushQuery, clocks: Date[]): void {
  const { timestamp, nonce } = readFresh(query, clocks)
  if (!isSigned(first(query, 'signature'), [account.pushToken, timestamp, nonce]))
    throw forbidden('wrong-signature', 'signature is not that of timestamp and nonce')
}

function readFresh(query: PushQuery, clocks: Date[]): { timestamp: string; nonce: string } {
  const timestamp = first(query, 'timestamp')
  if (!/^\d{1,12}$/.test(timestamp)) throw forbidden('stale', 'timestamp is not a number of seconds')
  const ages = clocks.map(now => Math.round(now.getTime() / 1000) - Number(timestamp))
  if (!ages.some(age => Math.abs(age) <= OLDEST))
    throw forbidden('stale', `timestamp is ${ages.join(' or ')} s old, expected at most ${OLDEST} s`)
  return { timestamp, nonce: first(query, 'nonce') }
}

/** A query's value; the first where it is given twice. */
function first(query: PushQuery, name: string): string {
  const value = [query[name]].flat()[0]
  return typeof value === 'string' ? value : ''
}
