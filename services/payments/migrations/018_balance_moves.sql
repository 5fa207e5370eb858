-- What Stripe took or gave apart from payments, refunds, disputes and payouts: its bills, corrections, reserves. One row for each balance
-- transaction, however it was found; its id is Stripe's own and unique there. Amounts in minor units, below zero where Stripe took it; `fee`
-- was taken besides.
create table balance_moves (
  tenant_id uuid not null,
  move_id uuid not null,
  mode text not null check (mode in ('test', 'live')),
  account text not null,
  balance_transaction_id text not null,
  -- Stripe's own words.
  type text not null,
  category text not null,
  source text,
  amount bigint not null,
  fee bigint not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  moved_at timestamptz not null,
  seen_at timestamptz not null,
  primary key (tenant_id, move_id)
);
create unique index balance_moves_stripe on balance_moves (tenant_id, balance_transaction_id);
select platform.tenant_table('balance_moves', 'select, insert');

-- Stripe's word for what a part is to the books; unknown of what was read before it was kept.
alter table payout_parts add column category text;

-- Money that Stripe settled in another currency than it was charged in, per balance transaction: what it was for, what it was, what became
-- of it, signed, and the rate that Stripe tells.
create table exchanges (
  tenant_id uuid not null,
  exchange_id uuid not null,
  balance_transaction_id text not null,
  thing text not null check (thing in ('payment', 'refund', 'dispute')),
  thing_id uuid not null,
  from_currency text not null check (from_currency ~ '^[A-Z]{3}$'),
  from_amount bigint not null,
  into_currency text not null check (into_currency ~ '^[A-Z]{3}$'),
  into_amount bigint not null,
  rate text,
  exchanged_at timestamptz not null,
  primary key (tenant_id, exchange_id),
  check (from_currency <> into_currency)
);
create unique index exchanges_stripe on exchanges (tenant_id, balance_transaction_id);
create index exchanges_thing on exchanges (tenant_id, thing_id);
select platform.tenant_table('exchanges', 'select, insert');

-- An account at Stripe is one tenant's in a mode, whether by keys of its own or connected to the platform: two would book the same payouts.
alter table connected_accounts add column kind text not null default 'connected' check (kind in ('own', 'connected'));
insert into connected_accounts (mode, account, tenant_id, kind)
  select distinct on (mode, account_id) mode, account_id, tenant_id, 'own' from stripe_accounts
  where account = 'own' and account_id is not null order by mode, account_id, updated_at
  on conflict do nothing;
