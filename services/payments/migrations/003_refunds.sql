-- Money that goes back: one row per refund at Stripe. Its row is there before Stripe is asked. `refund_id` is what asked for it; a refund
-- made in Stripe's own dashboard is its own. What is not failed or cancelled counts against its payment.
create table refunds (
  tenant_id uuid not null,
  part_id uuid not null,
  refund_id uuid not null,
  payment_id uuid not null,
  invoice_id uuid not null,
  customer_id uuid not null,
  mode text not null check (mode in ('test', 'live')),
  origin text not null check (origin in ('purser', 'stripe')),
  amount bigint not null check (amount > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  reason text not null,
  credit_note_id uuid,
  payment_intent_id text not null,
  status text not null check (status in ('planned', 'pending', 'requiresAction', 'succeeded', 'failed', 'cancelled')),
  stripe_refund_id text,
  failure text,
  -- When what we know was asked for at Stripe: an older answer never undoes a newer one.
  seen_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, part_id),
  foreign key (tenant_id, payment_id) references payments (tenant_id, payment_id),
  check (status <> 'failed' or failure is not null)
);
create unique index refunds_stripe on refunds (tenant_id, stripe_refund_id) where stripe_refund_id is not null;
create index refunds_payment on refunds (tenant_id, payment_id);
create index refunds_invoice on refunds (tenant_id, invoice_id);
create index refunds_asked on refunds (tenant_id, refund_id);
select platform.tenant_table('refunds', 'select, insert, update');

-- What customers' banks took issue with. `status` is Stripe's own word.
create table disputes (
  tenant_id uuid not null,
  dispute_id uuid not null,
  stripe_dispute_id text not null,
  payment_id uuid not null,
  invoice_id uuid not null,
  customer_id uuid not null,
  mode text not null check (mode in ('test', 'live')),
  amount bigint not null check (amount > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  reason text not null,
  status text not null,
  outcome text check (outcome in ('won', 'lost', 'closed')),
  inquiry boolean not null,
  due_by timestamptz,
  evidence bytea,
  submitted_at timestamptz,
  seen_at timestamptz not null,
  opened_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, dispute_id),
  foreign key (tenant_id, payment_id) references payments (tenant_id, payment_id)
);
create unique index disputes_stripe on disputes (tenant_id, stripe_dispute_id);
create index disputes_newest on disputes (tenant_id, opened_at desc, dispute_id desc);
create index disputes_payment on disputes (tenant_id, payment_id);
create index disputes_invoice on disputes (tenant_id, invoice_id);
select platform.tenant_table('disputes', 'select, insert, update');

-- What a dispute moved at Stripe, each of its balance transactions once; minor units of the settlement currency, taken money below zero.
create table dispute_moves (
  tenant_id uuid not null,
  balance_transaction_id text not null,
  dispute_id uuid not null,
  customer_id uuid not null,
  amount bigint not null,
  fee bigint not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  moved_at timestamptz not null,
  primary key (tenant_id, balance_transaction_id),
  foreign key (tenant_id, dispute_id) references disputes (tenant_id, dispute_id)
);
create index dispute_moves_dispute on dispute_moves (tenant_id, dispute_id);
select platform.tenant_table('dispute_moves', 'select, insert');
