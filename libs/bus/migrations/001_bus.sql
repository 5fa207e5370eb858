-- The ledger: what was asked and what came of it. One row per (handler, message): written in the transaction of the
-- effect, it makes each message count once. Timers are rows that wait until they are due.
create table ledger (
  tenant_id uuid not null,
  handler text not null,
  message_id uuid not null,
  kind text not null check (kind in ('command', 'reaction')),
  status text not null check (status in ('waiting', 'running', 'retrying', 'parked', 'done', 'rejected', 'failed')),
  version int not null,
  sender text not null,
  principal text not null,
  idem_key text,
  input_hash bytea,
  envelope text,
  step text,
  plan bytea,
  lease_token uuid,
  attempts int not null default 0,
  next_at timestamptz,
  parked_at timestamptz,
  waits_for text,
  fault text,
  result text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, handler, message_id)
) with (fillfactor = 85);
create unique index ledger_key on ledger (tenant_id, handler, principal, idem_key) where idem_key is not null;
create index ledger_due on ledger (next_at) where next_at is not null;
create index ledger_waits on ledger (tenant_id, waits_for) where waits_for is not null;
create index ledger_failed on ledger (tenant_id, updated_at) where status = 'failed';
create index ledger_age on ledger using brin (created_at);
select platform.plumbing_table('ledger');

-- Messages written in the transaction of the change they report, sent after it. Kept after sending, for replay.
create table outbox (
  tenant_id uuid not null,
  id uuid not null,
  seq bigint generated always as identity,
  name text not null,
  subject text not null,
  envelope text not null,
  replays int not null default 0,
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (tenant_id, id)
) with (fillfactor = 85);
create index outbox_unsent on outbox (tenant_id, seq) where sent_at is null;
create index outbox_age on outbox using brin (created_at);
select platform.plumbing_table('outbox');

-- What a person must look at: attempts used up, parked too long, unreadable.
create table alarms (
  tenant_id uuid not null,
  handler text not null,
  message_id uuid not null,
  reason text not null,
  raised_at timestamptz not null,
  cleared_at timestamptz,
  primary key (tenant_id, handler, message_id, reason)
);
select platform.plumbing_table('alarms');

-- When each reaction was first registered: it reads events from then on, and never the past.
create table reactions (
  name text primary key,
  event text not null,
  registered_at timestamptz not null
);
select platform.door_table('reactions');

-- When each stream we write to was made, as last seen: a later date means that its store was lost, and we replay.
create table streams (
  name text primary key,
  created text not null
);
select platform.door_table('streams');

-- Bytes from the bus that are no message at all. No tenant can be read from them.
create table unreadable (
  id uuid primary key,
  subject text not null,
  bytes bytea not null,
  received_at timestamptz not null
);
select platform.door_table('unreadable');
