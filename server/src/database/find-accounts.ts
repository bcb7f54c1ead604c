import type pg from 'pg'
import { coalesce } from './coalesce'

/** A person as this server knows them: a row of `candidates`. What the exam package calls a candidate is their record. */
export interface Account {
  id: string
  openid: string
}

export interface FoundAccount extends Account {
  /** Of the synced record, at the moment of the look-up. */
  revision: number
}

/** Finds accounts; whoever asks in the same moment, for whichever reason, shares one query. */
export interface AccountFinder {
  /** Who logs in. */
  byOpenid(openid: string): Promise<FoundAccount | undefined>
  /** Who carries a session, unless it was ended before its time. Numbers as PostgreSQL reads a bigint and a uuid. */
  bySession(accountId: string, sessionId: string): Promise<FoundAccount | undefined>
}

// Each key is looked up by itself, whatever PostgreSQL knew of the tables when it planned this: a plain join made while
// there are few people, or no ended sessions, reads all of them for every list (server/tests/database/lookup-plans.test.ts).
export const FIND = {
  name: 'find-accounts',
  rowMode: 'array' as const,
  text: `select w.position::integer, c.id, c.openid, c.revision
           from unnest($1::integer[], $2::text[]) as w(position, openid)
          cross join lateral (select id, openid, revision from candidates where openid = w.openid limit 1) c
          union all
         select w.position::integer, c.id, c.openid, c.revision
           from unnest($3::integer[], $4::bigint[], $5::uuid[]) as w(position, candidate_id, session_id)
          cross join lateral (select id, openid, revision from candidates where id = w.candidate_id limit 1) c
          where (select true from ended_sessions where session_id = w.session_id limit 1) is null`,
}

type Row = [position: number, id: string, openid: string, revision: number]
type Wanted = { openid: string } | { accountId: string; sessionId: string }

/** @param lookups - connections that plan a named statement once */
export function accountFinder(lookups: pg.Pool): AccountFinder {
  const find = coalesce(async (wanted: Wanted[]) => {
    const byOpenid: [positions: number[], openids: string[]] = [[], []]
    const bySession: [positions: number[], accountIds: string[], sessionIds: string[]] = [[], [], []]
    for (const [position, who] of wanted.entries()) {
      if ('openid' in who) {
        byOpenid[0].push(position)
        byOpenid[1].push(who.openid)
      } else {
        bySession[0].push(position)
        bySession[1].push(who.accountId)
        bySession[2].push(who.sessionId)
      }
    }
    const values = [...byOpenid, ...bySession]
    const { rows } = await lookups.query<Row>({ ...FIND, values })
    const found: (FoundAccount | undefined)[] = wanted.map(() => undefined)
    for (const [position, id, openid, revision] of rows) found[position] = { id, openid, revision }
    return found
  })
  return {
    byOpenid: openid => find({ openid }),
    bySession: (accountId, sessionId) => find({ accountId, sessionId }),
  }
}
