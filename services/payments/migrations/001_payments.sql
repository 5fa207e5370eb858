-- Where an endpoint's id leads: the tenant and the mode whose secrets verify what Stripe posts there.
create table webhook_endpoints (
  endpoint_id uuid primary key,
  tenant_id uuid not null,
  mode text not null check (mode in ('test', 'live'))
);
select platform.door_table('webhook_endpoints');

-- A tenant's own Stripe keys, sealed; one set per mode, one mode in use.
create table stripe_accounts (
  tenant_id uuid not null,
  mode text not null check (mode in ('test', 'live')),
  endpoint_id uuid not null,
  publishable_key text not null,
  secret_key bytea not null,
  webhook_secrets bytea not null,
  in_use boolean not null,
  updated_at timestamptz not null,
  primary key (tenant_id, mode)
);
create unique index stripe_accounts_in_use on stripe_accounts (tenant_id) where in_use;
select platform.tenant_table('stripe_accounts', 'select, insert, update');

-- One Stripe customer per customer and mode.
create table stripe_customers (
  tenant_id uuid not null,
  mode text not null,
  customer_id uuid not null,
  stripe_customer_id text not null,
  created_at timestamptz not null,
  primary key (tenant_id, mode, customer_id)
);
select platform.tenant_table('stripe_customers', 'select, insert');

-- One try to take money. Its row is there before Stripe is asked; at most one per invoice is open.
create table attempts (
  tenant_id uuid not null,
  attempt_id uuid not null,
  invoice_id uuid not null,
  customer_id uuid not null,
  mode text not null,
  status text not null check (status in ('planned', 'created', 'processing', 'requiresAction', 'succeeded', 'failed', 'cancelled')),
  amount bigint check (amount > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  payment_intent_id text,
  decline_code text,
  advice_code text,
  error_code text,
  opened_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, attempt_id)
);
create unique index attempts_open on attempts (tenant_id, invoice_id)
  where status in ('planned', 'created', 'processing', 'requiresAction');
create unique index attempts_intent on attempts (tenant_id, payment_intent_id) where payment_intent_id is not null;
select platform.tenant_table('attempts', 'select, insert, update');

-- Money that was captured: one row per attempt that succeeded.
create table payments (
  tenant_id uuid not null,
  payment_id uuid not null,
  attempt_id uuid not null,
  invoice_id uuid not null,
  customer_id uuid not null,
  amount bigint not null check (amount > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  payment_intent_id text not null,
  charge_id text,
  balance_transaction_id text,
  fee bigint,
  net bigint,
  settled_currency text,
  received_at timestamptz not null,
  primary key (tenant_id, payment_id)
);
create unique index payments_attempt on payments (tenant_id, attempt_id);
create unique index payments_intent on payments (tenant_id, payment_intent_id);
create index payments_invoice on payments (tenant_id, invoice_id);
select platform.tenant_table('payments', 'select, insert, update');

-- Stripe's events as they came in, stored before they were answered. Payloads are sealed under the tenant's key.
create table webhook_events (
  tenant_id uuid not null,
  event_id text not null,
  endpoint_id uuid not null,
  mode text not null,
  type text not null,
  object_id text not null,
  payload bytea not null,
  status text not null check (status in ('received', 'processed', 'superseded', 'ignored', 'unmatched', 'failed')),
  attempts int not null default 0,
  next_at timestamptz,
  problem text,
  received_at timestamptz not null,
  primary key (tenant_id, event_id)
) with (fillfactor = 90);
create index webhook_events_due on webhook_events (next_at) where next_at is not null;
create index webhook_events_object on webhook_events (tenant_id, object_id) where status in ('unmatched', 'failed');
create index webhook_events_age on webhook_events using brin (received_at);
select platform.plumbing_table('webhook_events');
