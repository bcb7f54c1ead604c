-- Tokens are signed, so only sessions that ended before their time are written down. Those opened before log in again.
drop table sessions;

-- Names nobody: a session's number is in its token only.
create table ended_sessions (
  session_id uuid primary key,
  expires_at timestamptz not null
);
create index ended_sessions_age on ended_sessions (expires_at);
