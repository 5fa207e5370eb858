-- What came of each event, for people to see: `tries` has what went wrong and when, `led_to` the command that reads what it hinted at.
-- A payload is emptied when it was kept long enough; the id stays, so that a late repeat is known.
alter table webhook_events
  alter column payload drop not null,
  -- An event that was found in Stripe's list came to no endpoint.
  alter column endpoint_id drop not null,
  add column form text not null default 'snapshot' check (form in ('snapshot', 'thin')),
  add column via text not null default 'delivery' check (via in ('delivery', 'list')),
  add column tries jsonb not null default '[]',
  add column done_at timestamptz,
  add column led_to uuid,
  add column replay_id uuid,
  drop constraint webhook_events_status_check,
  add constraint webhook_events_status_check
    check (status in ('received', 'processed', 'superseded', 'ignored', 'unmatched', 'failed', 'unrouted', 'routed'));
create index webhook_events_newest on webhook_events (tenant_id, received_at desc, event_id desc);
create index webhook_events_replay on webhook_events (tenant_id, replay_id) where replay_id is not null;

-- Replays of many: which ones, and how far it came.
create table webhook_replays (
  tenant_id uuid not null,
  replay_id uuid not null,
  filter jsonb not null,
  -- What came in later is not of it.
  started_at timestamptz not null,
  asked_by uuid not null,
  total int not null check (total >= 0),
  queued int not null check (queued between 0 and total),
  reached_at timestamptz,
  reached_id text,
  ended_at timestamptz,
  primary key (tenant_id, replay_id)
);
select platform.tenant_table('webhook_replays', 'select, insert, update');

-- How long a tenant keeps what events held, the timer that counts, and from when on payloads may still be there.
create table webhook_keeping (
  tenant_id uuid not null primary key,
  days int not null check (days between 7 and 3650),
  timer uuid not null,
  next_at timestamptz not null,
  emptied_to timestamptz
);
select platform.tenant_table('webhook_keeping', 'select, insert, update');

-- Accounts that events came from and that nobody has connected; one command waits for each.
create table unknown_accounts (
  tenant_id uuid not null,
  mode text not null check (mode in ('test', 'live')),
  account text not null,
  seen_at timestamptz not null,
  primary key (tenant_id, mode, account)
);
select platform.tenant_table('unknown_accounts', 'select, insert, delete');

-- Types of events that nobody has decided on, said once each.
create table webhook_types (
  tenant_id uuid not null,
  type text not null,
  first_event_id text not null,
  seen_at timestamptz not null,
  primary key (tenant_id, type)
);
select platform.tenant_table('webhook_types', 'select, insert');

-- Where Stripe posts for a tenant's keys: several at a time, as while one takes another's place. `stripe_endpoint_id` is there where we made it.
create table stripe_endpoints (
  tenant_id uuid not null,
  endpoint_id uuid not null,
  mode text not null check (mode in ('test', 'live')),
  kind text not null check (kind in ('own', 'connect')),
  form text not null check (form in ('snapshot', 'thin')),
  stripe_endpoint_id text,
  made_at timestamptz not null,
  ends_at timestamptz,
  -- The last delivery whose signature was good and that was refused nevertheless, and why.
  refused_at timestamptz,
  refused_why text check (refused_why in ('mode', 'shape')),
  primary key (tenant_id, endpoint_id)
);
create index stripe_endpoints_mode on stripe_endpoints (tenant_id, mode);
select platform.tenant_table('stripe_endpoints');

-- The secrets whose signatures count at an endpoint: a sealed list, in force for ever or up to a time.
create table webhook_secrets (
  tenant_id uuid not null,
  secret_id uuid not null,
  endpoint_id uuid not null,
  secrets bytea not null,
  made_at timestamptz not null,
  ends_at timestamptz,
  primary key (tenant_id, secret_id),
  foreign key (tenant_id, endpoint_id) references stripe_endpoints (tenant_id, endpoint_id) on delete cascade
);
create index webhook_secrets_endpoint on webhook_secrets (tenant_id, endpoint_id);
select platform.tenant_table('webhook_secrets');

alter table webhook_endpoints add column form text not null default 'snapshot' check (form in ('snapshot', 'thin'));

insert into stripe_endpoints (tenant_id, endpoint_id, mode, kind, form, made_at)
  select tenant_id, endpoint_id, mode, 'own', 'snapshot', updated_at from stripe_accounts where webhook_secrets is not null
  union all
  select tenant_id, connect_endpoint_id, mode, 'connect', 'snapshot', updated_at from stripe_accounts where connect_secrets is not null;
insert into webhook_secrets (tenant_id, secret_id, endpoint_id, secrets, made_at)
  select tenant_id, gen_random_uuid(), endpoint_id, webhook_secrets, updated_at from stripe_accounts where webhook_secrets is not null
  union all
  select tenant_id, gen_random_uuid(), connect_endpoint_id, connect_secrets, updated_at from stripe_accounts where connect_secrets is not null;

-- What is told of keys, and what the last look at them found.
alter table stripe_accounts
  drop column endpoint_id,
  drop column webhook_secrets,
  drop column connect_endpoint_id,
  drop column connect_secrets,
  add column secret_hint text check (length(secret_hint) = 4),
  add column restricted boolean,
  add column account_id text,
  add column account_name text,
  add column checked_at timestamptz,
  add column verdicts jsonb not null default '[]';
