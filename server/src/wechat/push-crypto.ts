import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'
import { forbidden } from '../errors'

/** PKCS#7 is done in blocks of 32 bytes, twice AES's own: Node's unpadding refuses anything above 16. */
const BLOCK = 32
const AES_BLOCK = 16
/** In front of every message: random bytes, then its length. */
const RANDOM = 16
const HEAD = RANDOM + 4

/**
 * Whether a signature is the SHA-1 over the sorted parts, in hexadecimal; takes the same time wherever it differs.
 * Source: WeChat's page on message push.
 * @param parts - the push token, the timestamp and the nonce; of an encrypted message its `Encrypt` too
 */
export function isSigned(signature: string, parts: string[]): boolean {
  const expected = createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex')
  const given = Buffer.from(signature)
  return given.length === expected.length && timingSafeEqual(given, Buffer.from(expected))
}

/**
 * Opens an `Encrypt` of safe mode: AES-256-CBC, the first half of the key is the IV; inside are random bytes, a length,
 * the message and the AppID. Check its signature first.
 * @param encodingAesKey - 43 characters
 * @param appId - of this mini-program; a message for another one is refused
 * @throws HttpError 403 `bad-encryption`, `foreign-appid`
 */
export function decrypt(encrypted: string, encodingAesKey: string, appId: string): string {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64')
  const sealed = Buffer.from(encrypted, 'base64')
  if (sealed.length === 0 || sealed.length % AES_BLOCK !== 0)
    throw forbidden('bad-encryption', `Encrypt has ${sealed.length} bytes, expected blocks of ${AES_BLOCK}`)
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, AES_BLOCK)).setAutoPadding(false)
  const plain = unpad(Buffer.concat([decipher.update(sealed), decipher.final()]))
  const end = plain.length < HEAD ? Number.POSITIVE_INFINITY : HEAD + plain.readUInt32BE(RANDOM)
  if (end > plain.length) throw forbidden('bad-encryption', 'Encrypt is shorter than the message it announces')
  if (plain.toString('utf8', end) !== appId)
    throw forbidden('foreign-appid', 'Encrypt is meant for another AppID than this mini-program')
  return plain.toString('utf8', HEAD, end)
}

function unpad(plain: Buffer): Buffer {
  const padding = plain.at(-1)!
  const isPadding = padding >= 1 && padding <= BLOCK && padding <= plain.length
  if (!isPadding || !plain.subarray(-padding).every(byte => byte === padding))
    throw forbidden('bad-encryption', `Encrypt has no padding of 1 to ${BLOCK} bytes: is the EncodingAESKey right?`)
  return plain.subarray(0, -padding)
}
