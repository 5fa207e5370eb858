-- What else may become of a debt: settled with the customer's credit, or written off since nobody expects the money any more.
-- A write-off takes all that is left, and money that comes after it takes it back.
alter table invoices
  add column credit_applied bigint not null default 0 check (credit_applied >= 0),
  add column written_off bigint not null default 0 check (written_off >= 0),
  add column written_off_on date,
  drop constraint not_beyond_total,
  add constraint not_beyond_total check (paid + credit_applied + off_balance + written_off <= total),
  drop constraint numbered_when_issued,
  add constraint numbered_when_issued check (
    num_nulls(number, issued_on, due_on, issued_at) = 4 and paid + credited + credit_applied + written_off = 0 and voided_on is null
    or num_nulls(number, issued_on, due_on, issued_at) = 0),
  drop constraint void_took_nothing,
  add constraint void_took_nothing check (voided_on is null or paid + credited + credit_applied + written_off = 0),
  add constraint written_off_whole check (
    written_off = 0 and written_off_on is null
    or written_off_on is not null and paid + credit_applied + off_balance + written_off = total),
  alter column due set expression as (
    case when number is null or voided_on is not null then 0
      else total - paid - credit_applied - off_balance - written_off end),
  alter column state set expression as (
    case
      when number is null then 'draft'
      when voided_on is not null then 'void'
      when written_off > 0 then 'uncollectible'
      when total - paid - credit_applied - off_balance = 0 then 'paid'
      when paid + credit_applied > 0 then 'partlyPaid'
      else 'open'
    end);

-- What a customer has with the tenant, per currency: the sum of what came in less what went out. Whoever takes from it holds the row,
-- and it never goes below zero.
create table credit_balances (
  tenant_id uuid not null,
  customer_id uuid not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  balance bigint not null check (balance >= 0),
  primary key (tenant_id, customer_id, currency)
);
select platform.tenant_table('credit_balances', 'select, insert, update');
alter table credits no force row level security;
alter table credit_balances no force row level security;
insert into credit_balances (tenant_id, customer_id, currency, balance)
  select tenant_id, customer_id, currency, sum(amount) from credits group by 1, 2, 3;
alter table credits force row level security;
alter table credit_balances force row level security;

-- Credit that settled an invoice.
create table credit_applications (
  tenant_id uuid not null,
  application_id uuid not null,
  invoice_id uuid not null,
  customer_id uuid not null,
  amount bigint not null check (amount > 0),
  currency text not null,
  applied_on date not null,
  created_at timestamptz not null,
  primary key (tenant_id, application_id),
  foreign key (tenant_id, invoice_id) references invoices (tenant_id, invoice_id),
  foreign key (tenant_id, customer_id, currency) references credit_balances (tenant_id, customer_id, currency)
);
create index credit_applications_invoice on credit_applications (tenant_id, invoice_id);
create index credit_applications_customer on credit_applications (tenant_id, customer_id, currency);
select platform.tenant_table('credit_applications', 'select, insert');

-- Credit that a credit note made and that is to go back to the customer as money. A note asks once.
create table refunds_asked (
  tenant_id uuid not null,
  refund_id uuid not null,
  credit_note_id uuid not null,
  invoice_id uuid not null,
  customer_id uuid not null,
  amount bigint not null check (amount > 0),
  currency text not null,
  asked_on date not null,
  created_at timestamptz not null,
  primary key (tenant_id, refund_id),
  foreign key (tenant_id, credit_note_id) references credit_notes (tenant_id, credit_note_id),
  foreign key (tenant_id, customer_id, currency) references credit_balances (tenant_id, customer_id, currency)
);
create unique index refunds_asked_once on refunds_asked (tenant_id, credit_note_id);
create index refunds_asked_invoice on refunds_asked (tenant_id, invoice_id);
select platform.tenant_table('refunds_asked', 'select, insert');

-- What staff wrote: a remark, or the reason for what they did. Sealed under the customer's key.
alter table timeline add column note bytea;
