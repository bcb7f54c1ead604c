import type { Context } from '../context'
import { coalesce } from '../database/coalesce'
import { newToken, type SessionClaims } from '../http/session-tokens'

/** A session lasts so long after its login. Milliseconds. */
const SESSION_LASTS = 30 * 86_400_000
/** Somebody new may be forgotten again by another request before they are found. */
const ATTEMPTS = 5

export interface Session {
  token: string
  expiresAt: string
}

/** Whoever of a list is new. */
export const ADD = {
  name: 'add-accounts',
  text: `insert into candidates (openid, created_at)
         select distinct w.openid, $2::timestamptz from unnest($1::text[]) as w(openid) order by w.openid
         on conflict (openid) do nothing`,
}

/**
 * Opens a session for a person WeChat has vouched for; a stranger becomes a candidate with an empty record. Of a person
 * who is known, as nearly everybody is on a score night, nothing is written.
 */
export function sessionOpener({
  accounts,
  lookups,
  clock,
  environment,
}: Context): (openid: string) => Promise<Session> {
  const add = coalesce(async (openids: string[]) => {
    await lookups.query({ ...ADD, values: [openids, clock.now()] })
    return openids
  })
  return async openid => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const account = await accounts.byOpenid(openid)
      if (account) {
        const expiresAt = clock.now().getTime() + SESSION_LASTS
        return {
          token: newToken(account, expiresAt, environment.sessionSecret),
          expiresAt: new Date(expiresAt).toISOString(),
        }
      }
      await add(openid)
    }
    throw new Error(`a session could not be opened in ${ATTEMPTS} attempts`)
  }
}

/** Ends a session before its time. */
export async function endSession({ database }: Context, { sessionId, expiresAt }: SessionClaims): Promise<void> {
  await database
    .insertInto('ended_sessions')
    .values({ session_id: sessionId, expires_at: new Date(expiresAt) })
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/** Clocks of processes differ, and are set back: a session that was ended stays so beyond its time. Milliseconds. */
const CLOCKS_DIFFER = 86_400_000

/** Removes sessions that were ended and would be over by now. */
export async function sweepSessions({ database, clock }: Context): Promise<void> {
  await database
    .deleteFrom('ended_sessions')
    .where('expires_at', '<=', new Date(clock.now().getTime() - CLOCKS_DIFFER))
    .execute()
}
