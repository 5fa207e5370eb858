-- Where a browser's cookie leads: who is signed in, for which tenant. Of the token only its hash is here.
create table sessions (
  token_hash bytea primary key,
  session_id uuid not null unique,
  kind text not null check (kind in ('staff', 'customer')),
  tenant_id uuid not null,
  person_id uuid not null,
  contact_id uuid,
  invoice_id uuid,
  link_id uuid,
  device text not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_person on sessions (person_id, created_at);
create index sessions_seen on sessions (seen_at);
select platform.door_table('sessions');

-- What was tried, how often, in which window of time. Buckets are keyed hashes: no mail and no address is here.
create table counters (
  bucket text not null,
  window_start timestamptz not null,
  count int not null,
  primary key (bucket, window_start)
);
create index counters_age on counters (window_start);
select platform.door_table('counters');

-- Where an API key leads. Of the key only its hash is here.
create table api_key_doors (
  key_hash bytea primary key,
  key_id uuid not null unique,
  tenant_id uuid not null
);
select platform.door_table('api_key_doors');

create table api_keys (
  tenant_id uuid not null,
  key_id uuid not null,
  name text not null,
  role text not null check (role in ('owner', 'admin', 'accountant', 'support', 'readOnly')),
  hint text not null,
  made_by uuid not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (tenant_id, key_id)
);
select platform.tenant_table('api_keys', 'select, insert, update');

-- What a request under an Idempotency-Key was given the first time: the id of its message and of what it makes.
create table request_keys (
  tenant_id uuid not null,
  principal text not null,
  route text not null,
  key text not null,
  input_hash bytea not null,
  message_id uuid not null,
  made_id uuid not null,
  created_at timestamptz not null,
  primary key (tenant_id, principal, route, key)
);
create index request_keys_age on request_keys (created_at);
select platform.plumbing_table('request_keys');

-- Commands that were answered with 202: who sent them, and where they went.
create table posted (
  tenant_id uuid not null,
  message_id uuid not null,
  service text not null,
  handler text not null,
  principal text not null,
  posted_at timestamptz not null,
  primary key (tenant_id, message_id)
);
create index posted_age on posted (posted_at);
select platform.plumbing_table('posted');
