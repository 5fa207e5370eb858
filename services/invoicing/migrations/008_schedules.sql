-- What is done about money that has not come. Whoever issues reads the row under a shared lock, and so meets whoever changes it.
create table chasing_rules (
  tenant_id uuid primary key,
  reminder_steps int[] not null default '{}' check (cardinality(reminder_steps) <= 10),
  reminders_since date,
  -- The policy as JSON; text, so that decimals stay what they are.
  late_fees text,
  late_fees_since date,
  check (reminders_since is not null or reminder_steps = '{}'),
  check (num_nulls(late_fees, late_fees_since) in (0, 2))
);
select platform.tenant_table('chasing_rules', 'select, insert, update');

-- An invoice has one timer that counts, the one named here; null when there is nothing more to wait for.
create table chases (
  tenant_id uuid not null,
  invoice_id uuid not null,
  customer_id uuid not null,
  timer uuid,
  next_at timestamptz,
  primary key (tenant_id, invoice_id),
  foreign key (tenant_id, invoice_id) references invoices (tenant_id, invoice_id),
  check (num_nulls(timer, next_at) in (0, 2))
);
select platform.tenant_table('chases', 'select, insert, update');

-- Each step of the schedule once an invoice, sent or passed over. The step is in days after the due date.
create table reminders (
  tenant_id uuid not null,
  invoice_id uuid not null,
  customer_id uuid not null,
  step int not null,
  reminder_id uuid not null,
  state text not null check (state in ('sent', 'superseded')),
  at timestamptz not null,
  primary key (tenant_id, invoice_id, step),
  foreign key (tenant_id, invoice_id) references invoices (tenant_id, invoice_id)
);
select platform.tenant_table('reminders', 'select, insert');

-- What was charged for being late, once an invoice and day it fell on. Without a fee invoice it came to nothing.
create table late_fees (
  tenant_id uuid not null,
  invoice_id uuid not null,
  customer_id uuid not null,
  period_on date not null,
  amount bigint not null check (amount >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  fee_invoice_id uuid,
  at timestamptz not null,
  primary key (tenant_id, invoice_id, period_on),
  foreign key (tenant_id, invoice_id) references invoices (tenant_id, invoice_id),
  check ((fee_invoice_id is null) = (amount = 0))
);
create unique index late_fees_invoice on late_fees (tenant_id, fee_invoice_id);
select platform.tenant_table('late_fees', 'select, insert');

-- Whether a customer is reminded is the tenant's to say.
alter table customers add column reminders boolean not null default true;
do $$ begin execute format('grant update (reminders) on customers to %I', platform.runtime_role()); end $$;

-- What is billed again and again. The lines are those of a draft as it is asked for; note and order number are sealed.
create table recurring_invoices (
  tenant_id uuid not null,
  recurring_id uuid not null,
  customer_id uuid not null,
  name text not null,
  content text not null,
  note bytea,
  po_number bytea,
  every int not null check (every between 1 and 120),
  unit text not null check (unit in ('week', 'month', 'year')),
  start_on date not null,
  month_end boolean not null,
  end_on date check (end_on >= start_on),
  most int check (most between 1 and 1000),
  made int not null default 0 check (made >= 0),
  review_days int not null check (review_days between 0 and 60),
  send boolean not null,
  state text not null check (state in ('active', 'paused', 'ended')),
  -- Why it was paused, where not by hand.
  problem text,
  -- The next period, and the one timer that counts.
  next_on date,
  timer uuid,
  created_at timestamptz not null,
  primary key (tenant_id, recurring_id),
  foreign key (tenant_id, customer_id) references customers (tenant_id, customer_id),
  check (state = 'active' and num_nulls(next_on, timer) = 0 or state <> 'active' and timer is null)
);
create index recurring_newest on recurring_invoices (tenant_id, created_at desc, recurring_id desc) include (state, customer_id);
create index recurring_customer on recurring_invoices (tenant_id, customer_id, created_at desc, recurring_id desc);
select platform.tenant_table('recurring_invoices', 'select, insert, update');

-- Each period once. A draft that staff discarded was skipped, one with a number was issued, by whomever: that follows from the
-- invoice. The problem says why it was not issued.
create table recurring_runs (
  tenant_id uuid not null,
  recurring_id uuid not null,
  customer_id uuid not null,
  period_on date not null,
  invoice_id uuid not null,
  issue_at timestamptz not null,
  problem text,
  at timestamptz not null,
  primary key (tenant_id, recurring_id, period_on),
  foreign key (tenant_id, recurring_id) references recurring_invoices (tenant_id, recurring_id)
);
create unique index recurring_runs_invoice on recurring_runs (tenant_id, invoice_id);
create index recurring_runs_newest on recurring_runs (tenant_id, at desc) include (invoice_id, problem);
select platform.tenant_table('recurring_runs', 'select, insert');
do $$ begin execute format('grant update (problem) on recurring_runs to %I', platform.runtime_role()); end $$;
