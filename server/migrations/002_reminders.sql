-- What the operator says has happened. The calendar follows it once send_after has passed, unless retracted.
create table announcements (
  id uuid primary key default gen_random_uuid(),
  kind text not null,
  exam_year integer not null,
  region text,
  start_day date not null,
  end_day date,
  time text,
  source text not null,
  urgent boolean not null,
  state text not null check (state in ('scheduled', 'sending', 'done', 'cancelled')),
  -- Cancelled before anything was sent: as if it had never been said.
  retracted boolean not null default false,
  recipients integer not null,
  created_at timestamptz not null,
  send_after timestamptz not null,
  opened_at timestamptz,
  -- The fan-out has been past this reminder.
  fan_out_after bigint not null default 0,
  fan_out_done boolean not null default false,
  -- Sign of life of the fan-out, on the database's clock.
  fan_out_at timestamptz,
  finished_at timestamptz,
  cancelled_at timestamptz
);
create unique index announcements_live on announcements (kind, exam_year, coalesce(region, '')) where state <> 'cancelled';

-- Recipients whose deliveries are no longer rows: forgotten people, and reminders set free by a cancellation.
create table announcement_tallies (
  announcement_id uuid not null references announcements on delete cascade,
  state text not null,
  count integer not null,
  primary key (announcement_id, state)
);

create table acceptances (
  candidate_id bigint not null references candidates on delete cascade,
  id uuid not null,
  accepted_at timestamptz not null,
  outcome jsonb not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (candidate_id, id)
);

-- One row is one message that WeChat lets us send. Keyed by openid: a popup event may come before the login.
-- recorded_at, spent_at and voided_at are on the database's clock, like deliveries.attempted_at.
create table grants (
  id bigint generated always as identity primary key,
  openid text not null,
  template_id text not null,
  accepted_at timestamptz not null,
  reported_at timestamptz,
  event_at timestamptz,
  recorded_at timestamptz not null default clock_timestamp(),
  spent_at timestamptz,
  voided_at timestamptz
) with (fillfactor = 70);
-- Not partial, so that spending a grant touches no index.
create index grants_pair on grants (openid, template_id, accepted_at);

-- WeChat has said that grants of the pair accepted before this instant are gone; a report that comes later learns it here.
create table grant_voids (
  openid text not null,
  template_id text not null,
  before timestamptz not null,
  primary key (openid, template_id)
);

create table reminders (
  id bigint generated always as identity primary key,
  public_id uuid not null default gen_random_uuid() unique,
  candidate_id bigint not null references candidates on delete cascade,
  kind text not null,
  exam_year integer not null default 0,
  endorsement_id text not null default '',
  region text,
  standing_at timestamptz not null,
  cancelled_at timestamptz,
  unique (candidate_id, kind, exam_year, endorsement_id)
);
create index reminders_fan_out on reminders (kind, exam_year, id) where cancelled_at is null;

-- The one message of a reminder: the primary key is what makes a second one impossible.
-- No foreign keys: each would cost a look-up per inserted row; subscription changes and the fan-out exclude each other by a lock.
create table deliveries (
  reminder_id bigint primary key,
  announcement_id uuid,
  openid text not null,
  template_id text not null,
  urgent boolean not null default false,
  facts jsonb not null default '{}',
  state text not null default 'due'
    check (state in ('due', 'sending', 'unsettled', 'sent', 'refused', 'failed', 'unconfirmed', 'cancelled')),
  run_at timestamptz not null default clock_timestamp(),
  lease uuid,
  lease_until timestamptz,
  attempt smallint not null default 0,
  -- The process that wrote the mark.
  sender bigint,
  attempted_at timestamptz,
  tries smallint not null default 0,
  -- Of an unsettled row: when to try once more; null as long as nobody has allowed it.
  retry_at timestamptz,
  retried boolean not null default false,
  disturbed boolean not null default false,
  msgid text,
  reason text,
  sent_at timestamptz
) with (fillfactor = 60);
create index deliveries_due on deliveries (template_id, urgent, run_at, reminder_id) where state = 'due';
-- WeChat refuses two sends to one person at a time (43108).
create unique index deliveries_one_send_per_person on deliveries (openid) where state = 'sending';
-- An unknown outcome must be settled before the same grant is used again.
create unique index deliveries_one_open_per_pair on deliveries (openid, template_id) where state in ('sending', 'unsettled');
create index deliveries_unconfirmed on deliveries (openid, template_id) where state = 'unconfirmed';
-- The rows of an announcement lie together, so a few bytes a page find them; a B-tree would grow with every change of state.
create index deliveries_announcement on deliveries using brin (announcement_id) with (pages_per_range = 16, autosummarize = on);

-- Shared by all sending processes: the next free slot of the rate limit, and the pause that WeChat asked for.
create table send_gate (
  id boolean primary key default true check (id),
  next_slot_at timestamptz not null default '-infinity',
  strikes smallint not null default 0,
  paused_until timestamptz not null default '-infinity',
  next_probe_at timestamptz not null default '-infinity',
  reason text
);
insert into send_gate default values;

-- Sending processes and when each was last seen alive, on the database's clock.
create table senders (
  id bigint generated always as identity primary key,
  seen_at timestamptz not null default clock_timestamp()
);

create table parked_templates (
  template_id text primary key,
  errcode integer not null,
  message text not null,
  parked_at timestamptz not null
);

-- Push events as they came; processed later, kept a day so that a repetition is recognised.
create table push_events (
  id bigint generated always as identity primary key,
  key text not null unique,
  event jsonb not null,
  received_at timestamptz not null default clock_timestamp(),
  tries smallint not null default 0,
  processed_at timestamptz
);
create index push_events_waiting on push_events (id) where processed_at is null;

create table audit_entries (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text,
  details jsonb not null default '{}'
);

-- So that a matter is told once.
create table alerts (
  key text primary key,
  raised_at timestamptz not null
);

create table codes (
  scene text not null,
  page text not null,
  width integer not null,
  image bytea not null,
  created_at timestamptz not null,
  primary key (scene, page, width)
);
