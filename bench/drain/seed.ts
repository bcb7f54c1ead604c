import pg from 'pg'
import { openidOf } from './contender'

/** Everybody has tapped once and waits for the scores; no trace of earlier rounds is left. */
export async function seedSubscribers(databaseUrl: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query(`truncate candidates, reminders, deliveries, grants, grant_voids, announcements, announcement_tallies,
    audit_entries, push_events, parked_templates restart identity cascade`)
  const prefix = openidOf(0).slice(0, -1)
  await client.query(
    'insert into candidates (openid, created_at) select $2 || i, now() from generate_series(0, $1 - 1) i',
    [count, prefix],
  )
  await client.query(`insert into reminders (candidate_id, kind, exam_year, region, open_since)
    select id, 'score-release', 2026, '西藏', now() - interval '1 day' from candidates`)
  await client.query(`insert into grants (openid, template_id, accepted_at, reported_at, recorded_at)
    select openid, 'tpl-score-release', now() - interval '1 day', now() - interval '1 day', now() - interval '1 day' from candidates`)
  await client.query('vacuum analyze')
  await client.query('checkpoint')
  await client.end()
}

/** How long the stand-in takes for a send. Milliseconds. */
export const LATENCY_MS = 30

/** In the stand-in too, and nothing has been delivered yet. */
export async function seedGrants(sandbox: string, count: number): Promise<void> {
  await post(`${sandbox}/sandbox/reset`, {})
  await post(`${sandbox}/sandbox/faults`, { latencyMs: LATENCY_MS }, undefined, 'PUT')
  const step = 10_000
  for (let from = 0; from < count; from += step) {
    const openids = Array.from({ length: Math.min(step, count - from) }, (_, offset) => openidOf(from + offset))
    await post(`${sandbox}/sandbox/grants`, { openids, templateId: 'tpl-score-release', count: 1 })
  }
}

export async function post<T>(url: string, body: unknown, token?: string, method = 'POST'): Promise<T> {
  const answer = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}
