-- Money goes back: from credit, as before, and also from what a payment settled. What could not be sent waits until staff send it again,
-- make credit of it or pay it another way. What is none of the four sums is on its way.
alter table refunds_asked
  alter column credit_note_id drop not null,
  drop constraint refunds_asked_tenant_id_customer_id_currency_fkey,
  add column payment_id uuid,
  add column reason text not null default 'requestedByCustomer',
  add column origin text not null default 'purser' check (origin in ('purser', 'stripe')),
  -- Of the amount, what was taken from the customer's credit; the rest had settled the invoice.
  add column from_credit bigint not null default 0 check (from_credit >= 0),
  add column returned bigint not null default 0 check (returned >= 0),
  add column failed bigint not null default 0 check (failed >= 0),
  add column withdrawn bigint not null default 0 check (withdrawn >= 0),
  add column settled bigint not null default 0 check (settled >= 0),
  add column failure text;
alter table refunds_asked no force row level security;
update refunds_asked set from_credit = amount;
alter table refunds_asked force row level security;
alter table refunds_asked
  add constraint not_beyond_amount check (returned + failed + withdrawn + settled <= amount),
  add constraint told_why check (failed = 0 or failure is not null);
create index refunds_asked_newest on refunds_asked (tenant_id, created_at desc, refund_id desc);
create index refunds_asked_failed on refunds_asked (tenant_id, created_at desc, refund_id desc) where failed > 0;
create index refunds_asked_customer on refunds_asked (tenant_id, customer_id, created_at desc, refund_id desc);
do $$ begin
  execute format('grant update (returned, failed, withdrawn, settled, failure) on refunds_asked to %I', platform.runtime_role());
end $$;

-- What a payment had settled and settles no more, once for each refund or dispute. `paid` of the invoice is lower by it.
create table payment_reversals (
  tenant_id uuid not null,
  cause text not null check (cause in ('refund', 'dispute')),
  cause_id uuid not null,
  payment_id uuid not null,
  invoice_id uuid not null,
  customer_id uuid not null,
  amount bigint not null check (amount > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  reversed_on date not null,
  created_at timestamptz not null,
  primary key (tenant_id, cause, cause_id),
  foreign key (tenant_id, payment_id, invoice_id) references allocations (tenant_id, payment_id, invoice_id)
);
create index payment_reversals_invoice on payment_reversals (tenant_id, invoice_id);
create index payment_reversals_customer on payment_reversals (tenant_id, customer_id, currency);
create index payment_reversals_day on payment_reversals (tenant_id, reversed_on) include (customer_id, currency, amount);
select platform.tenant_table('payment_reversals', 'select, insert');

alter table credits drop constraint credits_source_check,
  add constraint credits_source_check check (source in ('payment', 'creditNote', 'refund', 'dispute'));

-- A customer's bank takes issue with a payment. While it is open, and after it was lost, nobody is reminded or charged for being late.
alter table invoices add column disputed text check (disputed in ('open', 'lost'));
create index invoices_disputed on invoices (tenant_id, created_at desc, invoice_id desc) where disputed is not null;
