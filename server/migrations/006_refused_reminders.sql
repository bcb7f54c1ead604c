-- Of a tap whose reminders were refused: its grants are on record, and the same tap may still bring reminders.
alter table acceptances add column reminders_refused boolean not null default false;
