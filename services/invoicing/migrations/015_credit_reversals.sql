-- Credit that a payment had become, and that went with the payment when its customer's bank took it back. The customer's balance is lower by it.
create table credit_reversals (
  tenant_id uuid not null,
  dispute_id uuid not null,
  payment_id uuid not null,
  invoice_id uuid not null,
  customer_id uuid not null,
  amount bigint not null check (amount > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  reversed_on date not null,
  created_at timestamptz not null,
  primary key (tenant_id, dispute_id),
  foreign key (tenant_id, invoice_id) references invoices (tenant_id, invoice_id)
);
create index credit_reversals_invoice on credit_reversals (tenant_id, invoice_id);
create index credit_reversals_payment on credit_reversals (tenant_id, payment_id);
create index credit_reversals_customer on credit_reversals (tenant_id, customer_id, currency);
select platform.tenant_table('credit_reversals', 'select, insert');
