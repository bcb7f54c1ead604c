import type { Entry, RecordResponse } from '@zhuan/api'
import type { Context } from '../context'
import { coalesce } from '../database/coalesce'

interface Wanted {
  accountId: string
  since: number
}

// One row a person at least: a person without changes has a row with nulls. A later revision than there is was seen of a
// record that has been forgotten: nothing of the present one is known. Each person is looked up by themselves, as in
// database/find-accounts.ts, whatever PostgreSQL knew of the tables when it planned this.
export const READ = {
  name: 'read-records',
  text: `select w.position, c.revision, e.key, e.value, e.updated_at
           from unnest($1::bigint[], $2::integer[]) with ordinality as w(candidate_id, since, position)
          cross join lateral (select revision from candidates where id = w.candidate_id limit 1) c
           left join lateral (
                  select key, value, updated_at, revision from record_entries
                   where candidate_id = w.candidate_id
                     and revision > case when w.since > c.revision then 0 else w.since end
                  offset 0
                ) e on true
          order by w.position, e.revision, e.key`,
}

/** Records in one query: even the largest together must fit into memory, as rows and as answers. */
const AT_ONCE = 16

/** Reads what changed after a revision; reads that come together share a query. */
export function recordReader({ lookups }: Context): (wanted: Wanted) => Promise<RecordResponse | undefined> {
  return coalesce(
    async (wanted: Wanted[]) => {
      const values = [wanted.map(({ accountId }) => accountId), wanted.map(({ since }) => since)]
      const { rows } = await lookups.query<{
        position: string
        revision: number
        key: string | null
        value: Entry['value']
        updated_at: Date
      }>({
        ...READ,
        values,
      })
      const answers: (RecordResponse | undefined)[] = wanted.map(() => undefined)
      for (const { position, revision, key, value, updated_at } of rows) {
        const index = Number(position) - 1
        const answer = answers[index] ?? { revision, entries: [] }
        if (key !== null) answer.entries.push({ key, value, updatedAt: updated_at.toISOString() })
        answers[index] = answer
      }
      return answers
    },
    { maximum: AT_ONCE },
  )
}
