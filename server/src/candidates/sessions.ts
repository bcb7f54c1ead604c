import type { Context } from '../context'
import { coalesce } from '../database/coalesce'
import { hashToken, newTokens } from '../http/session-tokens'

/** A session lasts so long after its login. */
const SESSION_DAYS = 30

export interface Session {
  token: string
  expiresAt: string
}

// The answer does not wait for the disk: should PostgreSQL's machine die in that moment, a phone has to log in again, and
// what it had sent meanwhile waited for the disk itself, with all that came before it.
const UNHURRIED = `with unhurried as (select set_config('synchronous_commit', 'off', true))`

/** Sessions of people who are known already, as nearly everybody is on a score night. */
export const OPEN = {
  name: 'open-sessions',
  text: `${UNHURRIED}
         insert into sessions (token_hash, candidate_id, created_at, expires_at)
         select w.token_hash, c.id, $3, $4
           from unhurried, unnest($1::text[], $2::bytea[]) as w(openid, token_hash)
           join candidates c on c.openid = w.openid`,
}

/** The same for those of a list that have none yet. */
export const OPEN_REST = { name: 'open-remaining-sessions', text: `${OPEN.text} on conflict (token_hash) do nothing` }

/** Whoever of a list is new. */
export const ADD = {
  name: 'add-candidates',
  text: `${UNHURRIED}
         insert into candidates (openid, created_at)
         select distinct w.openid, $2::timestamptz from unhurried, unnest($1::text[]) as w(openid)
          where not exists (select 1 from candidates c where c.openid = w.openid)
          order by w.openid
         on conflict (openid) do nothing`,
}

/**
 * Opens a session for a person WeChat has vouched for; a stranger becomes a candidate with an empty record.
 * Logins that come together share a transaction.
 */
export function sessionOpener({ lookups, clock, environment }: Context): (openid: string) => Promise<Session> {
  return coalesce(async (openids: string[]) => {
    const now = clock.now()
    const expires = new Date(now.getTime() + SESSION_DAYS * 86_400_000)
    const sessions = newTokens(openids.length).map((token, index) => ({
      openid: openids[index]!,
      token,
      hash: hashToken(token, environment.sessionSecret),
    }))
    const hashes = sessions.map(({ hash }) => hash)
    const values = [openids, hashes, now, expires]
    let opened = (await lookups.query({ ...OPEN, values })).rowCount ?? 0
    // Somebody is new, and may be forgotten again by another request before the session is there.
    for (let attempt = 0; opened < sessions.length; attempt++) {
      if (attempt === 5)
        throw new Error(`${sessions.length - opened} sessions could not be opened in ${attempt} attempts`)
      await lookups.query({ ...ADD, values: [openids, now] })
      opened += (await lookups.query({ ...OPEN_REST, values })).rowCount ?? 0
    }
    const expiresAt = expires.toISOString()
    return sessions.map(({ token }) => ({ token, expiresAt }))
  })
}
