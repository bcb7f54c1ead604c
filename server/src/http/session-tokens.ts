import { hash, randomBytes } from 'node:crypto'

const TOKEN_BYTES = 32

/** Tokens of 256 random bits each, base64url; together, for each call of the generator costs as much as many bytes. */
export function newTokens(count: number): string[] {
  const random = randomBytes(count * TOKEN_BYTES)
  return Array.from({ length: count }, (_, index) =>
    random.toString('base64url', index * TOKEN_BYTES, (index + 1) * TOKEN_BYTES),
  )
}

/**
 * What is stored of a token, as PostgreSQL reads and writes bytes (`\x…`): useless without SESSION_SECRET, so a copied
 * table opens no session. A token is 256 random bits and of one length, the secret stands behind it: an HMAC would add
 * nothing but its cost, which every request of a candidate pays.
 */
export function hashToken(token: string, sessionSecret: string): string {
  return `\\x${hash('sha256', token + sessionSecret, 'hex')}`
}
