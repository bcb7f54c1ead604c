import { createHmac, randomBytes } from 'node:crypto'

/** 256 random bits, base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is stored of a token: useless without SESSION_SECRET, so a copied table opens no session. */
export function hashToken(token: string, sessionSecret: string): Buffer {
  return createHmac('sha256', sessionSecret).update(token).digest()
}
