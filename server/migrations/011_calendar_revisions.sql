-- How often an announcement was corrected: with the one change that it is itself, and the one of being taken back, it adds
-- up to a revision of the calendar that rises with every change, however quickly they follow each other.
alter table announcements add column corrections integer not null default 0;
update announcements set corrections = 1 where corrected_at is not null;

-- Taps that accepted something and named the code that had led there. Nobody is named here either.
alter table scan_counts add column subscriptions integer not null default 0;
