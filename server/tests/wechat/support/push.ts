import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import type { Environment } from '../../../src/environment'

type Account = Pick<Environment['wechat'], 'appId' | 'pushToken' | 'pushAesKey'>

export const sha1 = (...parts: string[]): string => createHash('sha1').update(parts.sort().join('')).digest('hex')

/** Seals a message as WeChat does; checked against WeChat's own example in push-vectors.test.ts. */
export function seal(message: string, account: Account, random = randomBytes(16)): string {
  const key = Buffer.from(`${account.pushAesKey}=`, 'base64')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(Buffer.byteLength(message))
  const plain = Buffer.concat([random, length, Buffer.from(message), Buffer.from(account.appId)])
  const pad = 32 - (plain.length % 32)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(pad, pad)), cipher.final()]).toString('base64')
}

/** The address of a push that WeChat has signed. */
export function signedUrl(account: Account, at: Date, more: { encrypted?: string; echostr?: string } = {}): string {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const nonce = '415670741'
  const query = new URLSearchParams({ signature: sha1(account.pushToken, timestamp, nonce), timestamp, nonce })
  if (more.echostr !== undefined) query.set('echostr', more.echostr)
  if (more.encrypted !== undefined) {
    query.set('encrypt_type', 'aes')
    query.set('msg_signature', sha1(account.pushToken, timestamp, nonce, more.encrypted))
  }
  return `/wechat/push?${query}`
}
