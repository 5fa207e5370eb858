-- What is done when a bank refuses an invoice that is charged by itself; a tenant without a row has the usual.
create table dunning_policies (
  tenant_id uuid not null,
  version int not null check (version > 0),
  waits_days int[] not null check (cardinality(waits_days) <= 7),
  grace_days int not null check (grace_days between 0 and 60),
  end_with text not null check (end_with in ('leave', 'writeOff')),
  charge_at text not null check (charge_at in ('due', 'issue')),
  changed_at timestamptz not null,
  primary key (tenant_id)
);
select platform.tenant_table('dunning_policies', 'select, insert, update');

-- Whether the words that the customer agreed to say that invoices are charged as soon as they are issued.
alter table autopay add column charge_at text not null default 'due' check (charge_at in ('due', 'issue'));

-- When a network has renewed a card: what the old one was refused for says nothing of it.
alter table methods add column renewed_at timestamptz;

-- `next_on`: the day of the next try, in the tenant's zone. Tries are counted in series: another card begins a new one. A bill that is
-- stopped waits for somebody, until `ends_on`; what has ended was left to staff, or is written off.
alter table bills
  add column series int not null default 1 check (series > 0),
  add column step int not null default 0 check (step >= 0),
  add column first_on date,
  add column next_on date,
  add column ends_on date,
  add column stopped text check (stopped in ('never', 'ask', 'authenticate', 'exhausted', 'noCard', 'refused', 'staff')),
  add column stopped_at timestamptz,
  add column ended_at timestamptz,
  add constraint stopped_or_going check (next_on is null or stopped is null);
alter table bills no force row level security;
update bills set step = refusals, next_on = greatest(due_on, tried_on + 1) where not done and refusals < 4;
update bills set step = refusals, stopped = 'exhausted', stopped_at = tried_on where not done and refusals >= 4;
alter table bills force row level security;
drop index bills_due;
alter table bills drop column refusals;
create index bills_next on bills (tenant_id, next_on, customer_id) where next_on is not null and not done;
create index bills_ending on bills (tenant_id, ends_on) where ends_on is not null and not done;
create index bills_stopped on bills (tenant_id, stopped_at) where stopped is not null and not done;

-- Each try to charge an invoice with its customer away. One that ended before a bank was asked is dropped, and its place is free again.
create table tries (
  tenant_id uuid not null,
  attempt_id uuid not null,
  invoice_id uuid not null,
  customer_id uuid not null,
  series int not null,
  step int not null,
  stripe_method_id text not null,
  on_day date not null,
  begun_at timestamptz not null,
  outcome text check (outcome in ('succeeded', 'refused', 'dropped')),
  verdict text check (verdict in ('never', 'ask', 'authenticate', 'retry', 'refused')),
  code text,
  decline_code text,
  advice_code text,
  next_on date,
  primary key (tenant_id, attempt_id)
);
create unique index tries_once on tries (tenant_id, invoice_id, series, step) where outcome is distinct from 'dropped';
create index tries_method on tries (tenant_id, stripe_method_id, invoice_id);
select platform.tenant_table('tries', 'select, insert, update');
