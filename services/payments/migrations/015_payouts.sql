-- What Stripe sends to the tenant's bank. `parts_state`: whether what Stripe says is in it adds up to it; a payout by hand has no parts.
create table payouts (
  tenant_id uuid not null,
  payout_id uuid not null,
  stripe_payout_id text not null,
  mode text not null check (mode in ('test', 'live')),
  account text not null,
  -- Minor units; below zero Stripe takes it from the bank.
  amount bigint not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- Stripe's own word.
  status text not null,
  automatic boolean not null,
  arrives_on date not null,
  failure text,
  parts_state text not null check (parts_state in ('open', 'matched', 'differs', 'none')),
  parts int not null,
  parts_sum bigint not null,
  arrived_at timestamptz,
  returned_at timestamptz,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  primary key (tenant_id, payout_id),
  check (returned_at is null or arrived_at is not null)
);
create unique index payouts_stripe on payouts (tenant_id, mode, account, stripe_payout_id);
create index payouts_newest on payouts (tenant_id, created_at desc, payout_id desc);
select platform.tenant_table('payouts', 'select, insert, update');

-- The balance transactions that a payout is made of; `net` is what each put into it.
create table payout_parts (
  tenant_id uuid not null,
  payout_id uuid not null,
  balance_transaction_id text not null,
  type text not null,
  source text,
  amount bigint not null,
  fee bigint not null,
  net bigint not null,
  primary key (tenant_id, payout_id, balance_transaction_id),
  foreign key (tenant_id, payout_id) references payouts (tenant_id, payout_id)
);
select platform.tenant_table('payout_parts', 'select, insert');

-- A part leads to what it was for.
create index payments_transaction on payments (tenant_id, balance_transaction_id) where balance_transaction_id is not null;
