-- One reminder is one message, and registering a certificate has two. The second one was told apart by the endorsement
-- '~2', which no endorsement is called.
alter table reminders add column notice smallint not null default 1;
alter table reminders drop constraint reminders_candidate_id_kind_exam_year_endorsement_id_key;
update reminders set notice = 2, endorsement_id = '' where kind = 'certificate-registration' and endorsement_id = '~2';
alter table reminders add unique (candidate_id, kind, exam_year, endorsement_id, notice);

-- A reminder that waits for its message is open; "standing" is where a candidate is in the exam.
alter table reminders rename column standing_at to open_since;
