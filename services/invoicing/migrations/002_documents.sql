-- What is owed on an invoice, and that part of its status which no calendar changes: both follow from the row itself, so that
-- lists and sums read them from an index.
alter table invoices
  add column due bigint not null generated always as (
    case when number is null or voided_on is not null then 0 else total - paid - off_balance end) stored,
  add column state text not null generated always as (
    case
      when number is null then 'draft'
      when voided_on is not null then 'void'
      when total - paid - off_balance = 0 then 'paid'
      when paid > 0 then 'partlyPaid'
      else 'open'
    end) stored,
  -- What a search compares with: byte by byte, in capitals.
  add column number_key text collate "C" generated always as (upper(number)) stored;

-- Lists go the newest first. The columns of the walls are in each index, or it could not answer alone.
drop index invoices_customer;
create index invoices_customer on invoices (tenant_id, customer_id, created_at desc, invoice_id desc)
  include (state, currency, due, due_on, total);
create index invoices_newest on invoices (tenant_id, created_at desc, invoice_id desc) include (customer_id, state, due_on);
create index invoices_number_key on invoices (tenant_id, number_key) include (customer_id, created_at, invoice_id, state, due_on);
create index invoices_state on invoices (tenant_id, state, created_at desc, invoice_id desc)
  include (customer_id, currency, due, due_on, total);
create index allocations_day on allocations (tenant_id, allocated_on) include (customer_id, currency, amount);
create index allocations_customer on allocations (tenant_id, customer_id) include (currency, amount);

-- The terms, the note and the order number leave the house with the invoice: from then on they stay too.
create or replace function refuse_changed_invoice() returns trigger language plpgsql as $$
begin
  if old.number is not null and (old.customer_id, old.currency, old.document, old.net, old.tax, old.number, old.issued_on,
      old.due_on, old.issued_at, old.terms_days, old.note, old.po_number) is distinct from (new.customer_id, new.currency,
      new.document, new.net, new.tax, new.number, new.issued_on, new.due_on, new.issued_at, new.terms_days, new.note,
      new.po_number) then
    raise exception 'invoice % is issued and cannot be changed', old.invoice_id;
  end if;
  return new;
end $$;
drop trigger issued_is_frozen on invoices;
create trigger issued_is_frozen before update of customer_id, currency, document, net, tax, total, number, issued_on, due_on,
    issued_at, terms_days, note, po_number
  on invoices for each row execute function refuse_changed_invoice();

-- A draft may go without a trace; what was issued may not.
create function refuse_removed_invoice() returns trigger language plpgsql as $$
begin
  if old.number is not null then
    raise exception 'invoice % is issued and cannot be removed', old.invoice_id;
  end if;
  return old;
end $$;
create trigger issued_stays before delete on invoices for each row execute function refuse_removed_invoice();
do $$ begin execute format('grant delete on invoices to %I', platform.runtime_role()); end $$;
-- On a draft nothing is held; what stands there is the memory of attempts that ended before they asked.
alter table holds drop constraint holds_tenant_id_invoice_id_fkey,
  add foreign key (tenant_id, invoice_id) references invoices (tenant_id, invoice_id) on delete cascade;

-- When directory last told of a customer, in business time: a change that comes late does not undo a later one.
alter table customers add column changed_at timestamptz not null default '-infinity';
do $$ begin
  execute format('grant update (currency, terms_days, changed_at) on customers to %I', platform.runtime_role());
end $$;

-- The brands that documents went out with, each once: a logo is large, and the same on thousands of documents.
create table brands (
  tenant_id uuid not null,
  brand_hash bytea not null check (octet_length(brand_hash) = 32),
  brand text not null,
  primary key (tenant_id, brand_hash)
);
select platform.tenant_table('brands', 'select, insert');

-- Documents as their readers get them, whole: an invoice's has the invoice's id, a receipt's the payment's. The model is sealed
-- under the customer's key, without the brand; the file is the sealed reference to the PDF, null until somebody asked for it.
create table documents (
  tenant_id uuid not null,
  document_id uuid not null,
  kind text not null check (kind in ('invoice', 'receipt')),
  invoice_id uuid not null,
  customer_id uuid not null,
  number text not null,
  brand_hash bytea not null,
  model bytea not null,
  file bytea,
  created_at timestamptz not null,
  primary key (tenant_id, document_id),
  foreign key (tenant_id, invoice_id) references invoices (tenant_id, invoice_id),
  foreign key (tenant_id, brand_hash) references brands (tenant_id, brand_hash)
);
create unique index documents_number on documents (tenant_id, kind, number);
create index documents_invoice on documents (tenant_id, invoice_id, kind);
select platform.tenant_table('documents', 'select, insert');
do $$ begin execute format('grant update (file) on documents to %I', platform.runtime_role()); end $$;

create function refuse_changed_document() returns trigger language plpgsql as $$
begin
  if old.file is not null or (old.tenant_id, old.document_id, old.kind, old.invoice_id, old.customer_id, old.number, old.brand_hash,
      old.model, old.created_at) is distinct from (new.tenant_id, new.document_id, new.kind, new.invoice_id, new.customer_id,
      new.number, new.brand_hash, new.model, new.created_at) then
    raise exception 'document % is frozen and cannot be changed', old.document_id;
  end if;
  return new;
end $$;
create trigger document_is_frozen before update on documents for each row execute function refuse_changed_document();

-- Money that came another way than through Stripe, as staff wrote it down.
create table outside_payments (
  tenant_id uuid not null,
  payment_id uuid not null,
  invoice_id uuid not null,
  customer_id uuid not null,
  amount bigint not null check (amount > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  method text not null check (method in ('bankTransfer', 'cash', 'cheque', 'other')),
  received_on date not null,
  reference bytea,
  created_at timestamptz not null,
  primary key (tenant_id, payment_id),
  foreign key (tenant_id, invoice_id) references invoices (tenant_id, invoice_id)
);
select platform.tenant_table('outside_payments', 'select, insert');

-- What happened to an invoice. An entry has the id of the message that wrote it.
create table timeline (
  tenant_id uuid not null,
  invoice_id uuid not null,
  customer_id uuid not null,
  entry_id uuid not null,
  at timestamptz not null,
  what text not null check (what in ('drafted', 'changed', 'issued', 'viewed', 'paymentAllocated', 'credited', 'voided')),
  actor_kind text not null check (actor_kind in ('staff', 'customer', 'service', 'public')),
  actor_id text not null,
  amount bigint check (amount >= 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  source_id uuid,
  primary key (tenant_id, invoice_id, entry_id, what),
  foreign key (tenant_id, invoice_id) references invoices (tenant_id, invoice_id) on delete cascade,
  check (num_nulls(amount, currency) in (0, 2))
);
-- The first view counts.
create unique index timeline_viewed_once on timeline (tenant_id, invoice_id) where what = 'viewed';
select platform.tenant_table('timeline', 'select, insert');
