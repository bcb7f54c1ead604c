import type { Context } from '../context'
import { coalesce } from '../database/coalesce'
import { hashToken, newTokens } from '../http/session-tokens'

/** A session lasts so long after its login. */
const SESSION_DAYS = 30

export interface Session {
  token: string
  expiresAt: string
}

// New people and their sessions in one statement. A person whom another transaction inserts at this very moment is
// invisible to it: the caller sees fewer sessions than people and asks again. The answer does not wait for the disk: should
// PostgreSQL's machine die in that moment, a phone has to log in again, and what it had sent meanwhile waited for the disk
// itself, with all that came before it.
export const OPEN = {
  name: 'open-sessions',
  text: `with unhurried as (select set_config('synchronous_commit', 'off', true)),
              wanted as (select * from unnest($1::text[], $2::bytea[]) as w(openid, token_hash)),
              added as (
                insert into candidates (openid, created_at)
                select distinct openid, $3::timestamptz from wanted
                 where not exists (select 1 from candidates c where c.openid = wanted.openid)
                 order by openid
                on conflict (openid) do nothing
                returning id, openid),
              people as (select id, openid from added
                         union select c.id, c.openid from candidates c join wanted w on w.openid = c.openid)
         insert into sessions (token_hash, candidate_id, created_at, expires_at)
         select w.token_hash, p.id, $3, $4 from unhurried, wanted w join people p on p.openid = w.openid
         returning token_hash::text as hash`,
}

/**
 * Opens a session for a person WeChat has vouched for; a stranger becomes a candidate with an empty record.
 * Logins that come together share a transaction.
 */
export function sessionOpener({ pool, clock, environment }: Context): (openid: string) => Promise<Session> {
  return coalesce(async (openids: string[]) => {
    const now = clock.now()
    const expires = new Date(now.getTime() + SESSION_DAYS * 86_400_000)
    const sessions = newTokens(openids.length).map((token, index) => ({
      openid: openids[index]!,
      token,
      hash: hashToken(token, environment.sessionSecret),
    }))
    let missing = sessions
    for (let attempt = 0; missing.length > 0; attempt++) {
      if (attempt === 5) throw new Error(`${missing.length} sessions could not be opened in ${attempt} attempts`)
      const values = [missing.map(({ openid }) => openid), missing.map(({ hash }) => hash), now, expires]
      const { rows } = await pool.query<{ hash: string }>({ ...OPEN, values })
      if (rows.length === missing.length) break
      const opened = new Set(rows.map(({ hash }) => hash))
      missing = missing.filter(({ hash }) => !opened.has(hash))
    }
    const expiresAt = expires.toISOString()
    return sessions.map(({ token }) => ({ token, expiresAt }))
  })
}
