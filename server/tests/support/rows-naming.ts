import { type Kysely, sql } from 'kysely'
import type { Database } from '../../src/database/schema'

/** Every table in which an openid is found, in whichever column. */
export async function rowsNaming(database: Kysely<Database>, openid: string): Promise<string[]> {
  const { rows } = await sql<{ table_name: string }>`
    select tablename as table_name from pg_tables where schemaname = 'public' order by 1`.execute(database)
  const found: string[] = []
  for (const { table_name } of rows) {
    const hits = await sql`select 1 from ${sql.table(table_name)} t where t::text like ${`%${openid}%`}`.execute(
      database,
    )
    if (hits.rows.length > 0) found.push(table_name)
  }
  return found
}
