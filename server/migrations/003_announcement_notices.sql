-- Every process keeps the calendar in memory; this tells them all, on commit, when what it is made of has changed.
create function notify_announcements_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('announcements_changed', '');
  return null;
end
$$;

create trigger announcements_changed
  after insert or delete or update of kind, exam_year, region, start_day, end_day, time, source, retracted, send_after
  on announcements for each statement execute function notify_announcements_changed();
