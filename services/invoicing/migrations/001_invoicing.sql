-- What directory told of the tenant: how its bills are dated, taxed and due.
create table tenants (
  tenant_id uuid primary key,
  time_zone text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  terms_days int not null check (terms_days between 0 and 365),
  tax_rounding text not null check (tax_rounding in ('line', 'document'))
);
select platform.tenant_table('tenants', 'select, insert');

-- What directory told of whom the tenant bills; null means as the tenant has it.
create table customers (
  tenant_id uuid not null,
  customer_id uuid not null,
  currency text check (currency ~ '^[A-Z]{3}$'),
  terms_days int check (terms_days between 0 and 365),
  primary key (tenant_id, customer_id)
);
select platform.tenant_table('customers', 'select, insert');

-- One counter per series. Its row is locked by whoever issues, until the commit: no gap and no repeat.
create table number_series (
  tenant_id uuid not null,
  kind text not null check (kind in ('invoice', 'creditNote')),
  prefix text not null,
  padding int not null check (padding between 1 and 12),
  next bigint not null check (next > 0),
  primary key (tenant_id, kind)
);
select platform.tenant_table('number_series', 'select, insert, update');

-- The document is the invoice as it was asked for and reckoned, each line with its reason. It is text and not jsonb,
-- since "why this amount" must come back byte for byte. The sums beside it are what money moves on; minor units.
create table invoices (
  tenant_id uuid not null,
  invoice_id uuid not null,
  customer_id uuid not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  document text not null,
  note bytea,
  po_number bytea,
  terms_days int check (terms_days between 0 and 365),
  net bigint not null check (net >= 0),
  tax bigint not null check (tax >= 0),
  total bigint not null check (total = net + tax),
  paid bigint not null default 0 check (paid >= 0),
  credited bigint not null default 0 check (credited between 0 and total),
  off_balance bigint not null default 0 check (off_balance between 0 and credited),
  number text,
  issued_on date,
  due_on date,
  voided_on date,
  void_reason bytea,
  created_at timestamptz not null,
  issued_at timestamptz,
  primary key (tenant_id, invoice_id),
  foreign key (tenant_id, customer_id) references customers (tenant_id, customer_id),
  constraint not_beyond_total check (paid + off_balance <= total),
  constraint numbered_when_issued check (
    num_nulls(number, issued_on, due_on, issued_at) = 4 and paid + credited = 0 and voided_on is null
    or num_nulls(number, issued_on, due_on, issued_at) = 0),
  constraint void_took_nothing check (voided_on is null or paid + credited = 0)
) with (fillfactor = 85);
create unique index invoices_number on invoices (tenant_id, number);
create index invoices_customer on invoices (tenant_id, customer_id, invoice_id);
select platform.tenant_table('invoices', 'select, insert, update');

-- What left the house stays as it was: after issue, only money and the void move.
create function refuse_changed_invoice() returns trigger language plpgsql as $$
begin
  if old.number is not null and (old.customer_id, old.currency, old.document, old.net, old.tax, old.number, old.issued_on,
      old.due_on, old.issued_at) is distinct from (new.customer_id, new.currency, new.document, new.net, new.tax, new.number,
      new.issued_on, new.due_on, new.issued_at) then
    raise exception 'invoice % is issued and cannot be changed', old.invoice_id;
  end if;
  return new;
end $$;
create trigger issued_is_frozen before update of customer_id, currency, document, net, tax, total, number, issued_on, due_on, issued_at
  on invoices for each row execute function refuse_changed_invoice();

-- What an attempt may take, until it ends. A row with nothing held remembers that an attempt ended before it asked.
create table holds (
  tenant_id uuid not null,
  attempt_id uuid not null,
  invoice_id uuid not null,
  customer_id uuid not null,
  amount bigint not null check (amount >= 0),
  currency text not null,
  held_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, attempt_id),
  foreign key (tenant_id, invoice_id) references invoices (tenant_id, invoice_id),
  check (amount > 0 or ended_at is not null)
);
create unique index holds_one_open on holds (tenant_id, invoice_id) where ended_at is null;
select platform.tenant_table('holds', 'select, insert, update');

-- Which payment settled what.
create table allocations (
  tenant_id uuid not null,
  payment_id uuid not null,
  invoice_id uuid not null,
  customer_id uuid not null,
  amount bigint not null check (amount > 0),
  currency text not null,
  allocated_on date not null,
  created_at timestamptz not null,
  primary key (tenant_id, payment_id, invoice_id),
  foreign key (tenant_id, invoice_id) references invoices (tenant_id, invoice_id)
);
create index allocations_invoice on allocations (tenant_id, invoice_id);
select platform.tenant_table('allocations', 'select, insert');

-- A customer's credit is the sum of these. Each source gives once.
create table credits (
  tenant_id uuid not null,
  source text not null check (source in ('payment', 'creditNote')),
  source_id uuid not null,
  customer_id uuid not null,
  amount bigint not null check (amount > 0),
  currency text not null,
  credited_on date not null,
  created_at timestamptz not null,
  primary key (tenant_id, source, source_id)
);
create index credits_customer on credits (tenant_id, customer_id, currency);
select platform.tenant_table('credits', 'select, insert');

create table credit_notes (
  tenant_id uuid not null,
  credit_note_id uuid not null,
  invoice_id uuid not null,
  customer_id uuid not null,
  number text not null,
  currency text not null,
  document text not null,
  reason bytea not null,
  net bigint not null check (net >= 0),
  tax bigint not null check (tax >= 0),
  total bigint not null check (total > 0 and total = net + tax),
  off_balance bigint not null check (off_balance >= 0),
  to_credit bigint not null check (to_credit >= 0 and off_balance + to_credit = total),
  issued_on date not null,
  created_at timestamptz not null,
  primary key (tenant_id, credit_note_id),
  foreign key (tenant_id, invoice_id) references invoices (tenant_id, invoice_id)
);
create unique index credit_notes_number on credit_notes (tenant_id, number);
create index credit_notes_invoice on credit_notes (tenant_id, invoice_id);
select platform.tenant_table('credit_notes', 'select, insert');
