import { hash, randomUUID, timingSafeEqual } from 'node:crypto'
import type { Account } from '../database/find-accounts'

/** What a token says of itself; true only if {@link isSignedFor} agrees. */
export interface SessionClaims {
  /** A decimal bigint. */
  accountId: string
  sessionId: string
  /** Milliseconds since 1970. */
  expiresAt: number
}

export interface SignedToken extends SessionClaims {
  signature: string
}

// No number that PostgreSQL would refuse, for it would refuse everybody's who ask at the same time.
const TOKEN = /^([1-9]\d{0,17})\.([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\.(\d{1,15})\.([\w-]{43})$/

/** A token for a new session of this person. */
export function newToken(account: Account, expiresAt: number, sessionSecret: string): string {
  const claims = { accountId: account.id, sessionId: randomUUID(), expiresAt }
  return `${account.id}.${claims.sessionId}.${expiresAt}.${sign(claims, account.openid, sessionSecret)}`
}

/** Takes a token apart; undefined if it has not the form of one. Whether it is genuine is not known yet. */
export function parseToken(token: string): SignedToken | undefined {
  const parts = TOKEN.exec(token)
  if (!parts) return undefined
  const [, accountId, sessionId, expiresAt, signature] = parts as unknown as string[]
  return { accountId: accountId!, sessionId: sessionId!, expiresAt: Number(expiresAt), signature: signature! }
}

/** True for a token that {@link newToken} made for the person with this openid. */
export function isSignedFor(openid: string, token: SignedToken, sessionSecret: string): boolean {
  return timingSafeEqual(Buffer.from(token.signature), Buffer.from(sign(token, openid, sessionSecret)))
}

/**
 * SHA-3 with the key in front is a message authentication code by its design, unlike SHA-2, which would need HMAC at four
 * times the cost. The openid is signed too: should numbers be given out again, as from a restored backup, an old token
 * opens nobody else's record.
 */
function sign({ accountId, sessionId, expiresAt }: SessionClaims, openid: string, sessionSecret: string): string {
  return hash('sha3-256', `${sessionSecret} ${accountId} ${sessionId} ${expiresAt} ${openid}`, 'base64url')
}
