/** Tables of reminders, deliveries, announcements and the operator's audit log (migration 002). */
export type ReminderTables = {}
