-- What is asked of each Stripe account of a tenant by the clock: hourly the events that were not delivered, daily its objects. The timers that
-- count, when they ring, how far each has come, and what the last run found. `events_cursor`: Stripe's own time of the newest event seen.
create table reconciliations (
  tenant_id uuid not null,
  mode text not null check (mode in ('test', 'live')),
  account text not null,
  events_timer uuid not null,
  events_next_at timestamptz not null,
  events_run uuid,
  events_began_at timestamptz,
  events_pass int not null,
  events_position text,
  events_seen int not null,
  events_found int not null,
  events_newest timestamptz,
  events_cursor timestamptz,
  events_last_at timestamptz,
  events_last_seen int,
  events_last_found int,
  events_problem text,
  daily_timer uuid not null,
  daily_next_at timestamptz not null,
  primary key (tenant_id, mode, account)
);
select platform.tenant_table('reconciliations', 'select, insert, update');

-- What Stripe has and we lack, or we have and Stripe lacks or says otherwise, and reading it again does not mend: a person decides, once.
create table orphans (
  tenant_id uuid not null,
  orphan_id uuid not null,
  mode text not null check (mode in ('test', 'live')),
  account text not null,
  kind text not null,
  -- What it is about: Stripe's id, or ours where Stripe has none.
  about text not null,
  stripe_id text,
  intent_id text,
  our_id uuid,
  invoice_id uuid,
  at_stripe bigint,
  here bigint,
  currency text check (currency ~ '^[A-Z]{3}$'),
  detail text not null,
  status text not null check (status in ('open', 'settling', 'linked', 'credited', 'refunded', 'ignored', 'gone')),
  action text check (action in ('link', 'credit', 'refund', 'ignore')),
  reason text,
  settled_by text,
  settled_at timestamptz,
  problem text,
  found_at timestamptz not null,
  seen_in uuid not null,
  primary key (tenant_id, orphan_id)
);
create unique index orphans_about on orphans (tenant_id, mode, account, kind, about);
create index orphans_newest on orphans (tenant_id, found_at desc, orphan_id desc);
create index orphans_open on orphans (tenant_id) where status in ('open', 'settling');
select platform.tenant_table('orphans', 'select, insert, update');
