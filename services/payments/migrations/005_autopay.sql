-- Who wants their invoices charged when they are due, and what they agreed to, sealed.
create table autopay (
  tenant_id uuid not null,
  customer_id uuid not null,
  active boolean not null,
  consent bytea,
  changed_by text not null check (changed_by in ('staff', 'customer')),
  changed_at timestamptz not null,
  primary key (tenant_id, customer_id)
);
select platform.tenant_table('autopay', 'select, insert, update');

-- The tenant's daily run: the timer that counts, and when it rings.
create table autopay_runs (
  tenant_id uuid not null,
  timer uuid not null,
  next_at timestamptz not null,
  primary key (tenant_id)
);
select platform.tenant_table('autopay_runs', 'select, insert, update');

-- Issued invoices, as far as a run must know them: whether anything is still owed is invoicing's to say. `tried_on`: the last day on which a
-- run began to charge it; `refusals`: how often the bank has said no since the card on file last changed.
create table bills (
  tenant_id uuid not null,
  invoice_id uuid not null,
  customer_id uuid not null,
  due_on date not null,
  done boolean not null,
  tried_on date,
  refusals int not null check (refusals >= 0),
  primary key (tenant_id, invoice_id)
);
create index bills_due on bills (tenant_id, customer_id, due_on) where not done;
select platform.tenant_table('bills', 'select, insert, update');
