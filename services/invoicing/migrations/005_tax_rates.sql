-- The tenant's own tax rates. What a rate charges never changes once an invoice has left the house with it: another rate takes over
-- from a day, and this one ends the day before. Null dates are open.
create table tax_rates (
  tenant_id uuid not null,
  rate_id uuid not null,
  name text not null check (length(name) between 1 and 60),
  -- Decimal text without trailing zeros, as in '8.875'.
  percent text not null check (percent ~ '^\d{1,3}(\.\d{0,3}[1-9])?$'),
  inclusive boolean not null,
  kind text not null check (kind in ('standard', 'reverseCharge', 'exempt')),
  valid_from date,
  valid_until date,
  -- Whether an issued invoice names it.
  used boolean not null default false,
  created_at timestamptz not null,
  primary key (tenant_id, rate_id),
  check (kind = 'standard' or percent = '0' and not inclusive),
  check (valid_until >= valid_from)
);
select platform.tenant_table('tax_rates', 'select, insert, update');

create function refuse_changed_rate() returns trigger language plpgsql as $$
begin
  if old.used and (old.percent, old.inclusive, old.kind) is distinct from (new.percent, new.inclusive, new.kind) then
    raise exception 'tax rate % is used and cannot charge something else', old.rate_id;
  end if;
  return new;
end $$;
create trigger used_rate_stays before update on tax_rates for each row execute function refuse_changed_rate();

-- What was charged under which rate, for the tax return: an invoice counts on its issue date, a credit note and a void take back on
-- theirs. An empty rate_id stands for lines that name no rate. Minor units.
create table tax_entries (
  tenant_id uuid not null,
  source text not null check (source in ('invoice', 'creditNote', 'void')),
  source_id uuid not null,
  rate_id text not null,
  customer_id uuid not null,
  entry_on date not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  name text not null,
  percent text not null,
  kind text not null check (kind in ('standard', 'reverseCharge', 'exempt', 'none')),
  taxable bigint not null,
  amount bigint not null,
  primary key (tenant_id, source, source_id, rate_id)
);
create index tax_entries_day on tax_entries (tenant_id, entry_on)
  include (customer_id, source, currency, name, percent, kind, taxable, amount);
select platform.tenant_table('tax_entries', 'select, insert');

-- What left the house before rates were kept. The walls stand before the owner too: for this they are open to it. Documents hold what they came to per rate, and per line.
create function pg_temp.taxes_of(totals jsonb) returns table (rate_id text, name text, percent text, kind text, taxable bigint, amount bigint)
language sql as $$
  select t ->> 'rateId', t ->> 'name', t ->> 'percent', t ->> 'kind', (t ->> 'taxable')::bigint, (t ->> 'amount')::bigint
  from jsonb_array_elements(totals -> 'taxTotals') t
  union all
  select '', '', '0', 'none', sum((l ->> 'net')::bigint)::bigint, 0
  from jsonb_array_elements(totals -> 'lines') l where jsonb_array_length(l -> 'taxes') = 0
  having sum((l ->> 'net')::bigint) <> 0
$$;
alter table invoices no force row level security;
alter table credit_notes no force row level security;
alter table tax_entries no force row level security;
insert into tax_entries (tenant_id, source, source_id, rate_id, customer_id, entry_on, currency, name, percent, kind, taxable, amount)
select i.tenant_id, 'invoice', i.invoice_id, t.rate_id, i.customer_id, i.issued_on, i.currency, t.name, t.percent, t.kind, t.taxable, t.amount
from invoices i, pg_temp.taxes_of(i.document::jsonb -> 'totals') t where i.number is not null
union all
select i.tenant_id, 'void', i.invoice_id, t.rate_id, i.customer_id, i.voided_on, i.currency, t.name, t.percent, t.kind, -t.taxable, -t.amount
from invoices i, pg_temp.taxes_of(i.document::jsonb -> 'totals') t where i.voided_on is not null
union all
select c.tenant_id, 'creditNote', c.credit_note_id, t.rate_id, c.customer_id, c.issued_on, c.currency, t.name, t.percent, t.kind, -t.taxable, -t.amount
from credit_notes c, pg_temp.taxes_of(c.document::jsonb) t;
drop function pg_temp.taxes_of(jsonb);
alter table invoices force row level security;
alter table credit_notes force row level security;
alter table tax_entries force row level security;

-- Directory tells when the tenant's terms change; a change that comes late does not undo a later one.
alter table tenants add column changed_at timestamptz not null default '-infinity';
do $$ begin
  execute format('grant update (currency, terms_days, tax_rounding, changed_at) on tenants to %I', platform.runtime_role());
end $$;

-- What is owed, by how long: the ageing report answers from this alone.
create index invoices_owed on invoices (tenant_id, due_on, invoice_id) include (customer_id, currency, due) where due > 0;
