-- Of what fires on a day of the calendar or of a record, and is due: looked at each minute for days that were taken back.
-- Without it, all that is due is read for that, on score night as well.
create index deliveries_of_days on deliveries (reminder_id) where state = 'due' and announcement_id is null;
