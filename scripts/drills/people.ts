import pg from 'pg'
import { TEMPLATE } from '../torture/people'
import { post } from '../torture/requests'

/** People who all wait for the scores: so many with one grant, and as many with two. */
export interface Crowd {
  one: string[]
  two: string[]
}

export const makeCrowd = (each: number): Crowd => ({
  one: Array.from({ length: each }, (_, index) => `one-${index}`),
  two: Array.from({ length: each }, (_, index) => `two-${index}`),
})

/** Puts them into our books and WeChat's alike, mixed, without the thousands of taps that would do the same. */
export async function seedCrowd(databaseUrl: string, sandbox: string, { one, two }: Crowd): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const mixed = one.flatMap((openid, index) => [openid, two[index]!])
  await client.query('insert into candidates (openid, created_at) select unnest($1::text[]), now()', [mixed])
  await client.query(`insert into reminders (candidate_id, kind, exam_year, region, open_since)
    select id, 'score-release', 2026, '西藏', now() - interval '1 day' from candidates order by id`)
  await client.query(
    `insert into grants (openid, template_id, accepted_at, reported_at, recorded_at)
     select openid, $2, at, at, at from unnest($1::text[]) as p(openid), (values (now() - interval '1 day')) as t(at)`,
    [[...one, ...two, ...two], TEMPLATE],
  )
  await client.query('analyze')
  await client.end()
  await post(`${sandbox}/sandbox/grants`, { openids: one, templateId: TEMPLATE, count: 1 })
  await post(`${sandbox}/sandbox/grants`, { openids: two, templateId: TEMPLATE, count: 2 })
}
