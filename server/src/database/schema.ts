import type { CandidateTables } from './candidate-tables'
import type { ReminderTables } from './reminder-tables'

/** Every table of the server's database, as Kysely sees it. */
export interface Database extends CandidateTables, ReminderTables {}
