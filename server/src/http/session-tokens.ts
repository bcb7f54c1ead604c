import { createHmac, randomBytes } from 'node:crypto'

const TOKEN_BYTES = 32

/** Tokens of 256 random bits each, base64url; together, for each call of the generator costs as much as many bytes. */
export function newTokens(count: number): string[] {
  const random = randomBytes(count * TOKEN_BYTES)
  return Array.from({ length: count }, (_, index) =>
    random.toString('base64url', index * TOKEN_BYTES, (index + 1) * TOKEN_BYTES),
  )
}

/** What is stored of a token: useless without SESSION_SECRET, so a copied table opens no session. */
export function hashToken(token: string, sessionSecret: string): Buffer {
  return createHmac('sha256', sessionSecret).update(token).digest()
}
