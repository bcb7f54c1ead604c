import type { AccountTables } from './account-tables'
import type { ReminderTables } from './reminder-tables'

/** Every table of the server's database, as Kysely sees it. */
export interface Database extends AccountTables, ReminderTables {}
