import { createCipheriv, createHash, randomBytes } from 'node:crypto'

const BLOCK = 32

/** WeChat's signature of a push: SHA-1 over the sorted parts. */
export const signature = (...parts: string[]): string => createHash('sha1').update(parts.sort().join('')).digest('hex')

/** Encrypts a message as WeChat's safe mode does: AES-256-CBC, IV = first half of the key, PKCS#7 with block 32. */
export function encrypt(message: string, encodingAesKey: string, appId: string): string {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64')
  const text = Buffer.from(message)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  const plain = Buffer.concat([randomBytes(16), length, text, Buffer.from(appId)])
  const pad = BLOCK - (plain.length % BLOCK)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(pad, pad)])), cipher.final()]).toString(
    'base64',
  )
}
