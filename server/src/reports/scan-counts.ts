import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/schema'

/** Scenes that are told apart a day; beyond them only those of the operator's codes are, the rest counts as `other`. */
const SCENES_A_DAY = 5_000

/**
 * Counts that a code was opened, or that a subscription came of it. Nobody is named.
 * @param day - civil day in China
 */
export async function countScene(
  database: Kysely<Database>,
  day: string,
  scene: string,
  what: 'count' | 'subscriptions',
): Promise<void> {
  const [scans, subscriptions] = what === 'count' ? [1, 0] : [0, 1]
  await sql`
    insert into scan_counts (day, scene, count, subscriptions)
    select ${day}::date,
           case when exists (select 1 from codes where scene = ${scene})
                  or exists (select 1 from scan_counts where day = ${day}::date and scene = ${scene})
                  or (select count(*) from scan_counts where day = ${day}::date) < ${SCENES_A_DAY}
                then ${scene} else 'other' end, ${scans}::integer, ${subscriptions}::integer
    on conflict (day, scene) do update
       set count = scan_counts.count + excluded.count,
           subscriptions = scan_counts.subscriptions + excluded.subscriptions`.execute(database)
}
