import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'
import { badRequest, forbidden } from '../errors'

/** `sha1` over the parts in the order of their characters: how WeChat signs what it pushes. */
export function signPush(...parts: string[]): string {
  return createHash('sha1').update(parts.sort().join('')).digest('hex')
}

/** Compares in constant time: how much of a guess was right is not to be learned. */
export function isSameSignature(expected: string, found: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(expected), digest(found))
}

/** Blocks are padded to 32 bytes, twice AES's own: Node's padding cannot take it off. */
const BLOCK = 32
const RANDOM = 16
const LENGTH = 4

/**
 * Opens an encrypted push: AES-256-CBC, the key's first half is the IV, random16 + length4 + message + AppID inside.
 * @param encrypted - base64; its signature has been checked
 * @param account.aesKey - the 43 characters of the EncodingAESKey
 * @returns the message, JSON or XML
 * @throws HttpError 400 `undecryptable`, 403 `wrong-appid`
 */
export function openPush(encrypted: string, account: { appId: string; aesKey: string }): string {
  const key = Buffer.from(`${account.aesKey}=`, 'base64')
  const sealed = Buffer.from(encrypted, 'base64')
  if (sealed.length === 0 || sealed.length % 16 !== 0)
    throw badRequest('undecryptable', `Encrypt has ${sealed.length} bytes, expected blocks of 16`)
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const whole = unpad(Buffer.concat([decipher.update(sealed), decipher.final()]))
  const length = whole.length < RANDOM + LENGTH ? -1 : whole.readUInt32BE(RANDOM)
  const end = RANDOM + LENGTH + length
  if (length < 0 || end > whole.length)
    throw badRequest('undecryptable', 'Encrypt holds no message of the length that it names: is the AES key right?')
  if (whole.toString('utf8', end) !== account.appId)
    throw forbidden('wrong-appid', 'Encrypt holds a message for another AppID')
  return whole.toString('utf8', RANDOM + LENGTH, end)
}

function unpad(padded: Buffer): Buffer {
  const padding = padded.at(-1) ?? 0
  if (padding < 1 || padding > BLOCK || padding > padded.length)
    throw badRequest('undecryptable', `the padding of Encrypt is ${padding}, expected 1 to ${BLOCK}`)
  return padded.subarray(0, padded.length - padding)
}
