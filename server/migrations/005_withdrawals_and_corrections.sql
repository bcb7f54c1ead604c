-- The candidate has cancelled the reminder while its message was marked or its outcome unknown. Kept on the delivery: the
-- sender and the candidate then meet at one row's lock, and the send path looks at no other table.
alter table deliveries add column withdrawn boolean not null default false;
update deliveries d set withdrawn = true from reminders r
 where r.id = d.reminder_id and r.cancelled_at is not null and d.state in ('sending', 'unsettled', 'unconfirmed');

-- When what was announced was last corrected; null: never.
alter table announcements add column corrected_at timestamptz;
