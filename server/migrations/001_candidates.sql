create table candidates (
  id bigint generated always as identity primary key,
  openid text not null unique,
  revision integer not null default 0,
  created_at timestamptz not null
);

-- No foreign key: checking it locks the candidate's row at every login, and a session whose candidate is gone opens
-- nothing, because it is only ever read joined to its candidate. Forgetting removes them, the hourly sweep the rest.
create table sessions (
  token_hash bytea primary key,
  candidate_id bigint not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_candidate on sessions (candidate_id);

create table record_entries (
  candidate_id bigint not null references candidates on delete cascade,
  key text not null,
  value jsonb,
  updated_at timestamptz not null,
  revision integer not null,
  primary key (candidate_id, key)
);

create table losing_edits (
  id bigint generated always as identity primary key,
  candidate_id bigint not null references candidates on delete cascade,
  key text not null,
  value jsonb,
  updated_at timestamptz not null,
  lost_at timestamptz not null
);
create index losing_edits_candidate on losing_edits (candidate_id);
create index losing_edits_age on losing_edits (lost_at);

create table shares (
  id text primary key,
  candidate_id bigint references candidates on delete set null,
  card jsonb,
  code_image bytea,
  created_at timestamptz not null,
  revoked_at timestamptz
);
create index shares_candidate on shares (candidate_id);

-- Anonymous: no candidate is named, so these sums outlive everybody's forgetting.
create table scan_counts (
  day date not null,
  scene text not null,
  count integer not null,
  primary key (day, scene)
);
