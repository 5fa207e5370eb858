-- What is known of each dispute of an invoice. News of it comes in any order: what is older than `told_at` changes nothing. One that was lost
-- is `over` once staff ask for the money again.
create table disputes (
  tenant_id uuid not null,
  dispute_id uuid not null,
  invoice_id uuid not null,
  customer_id uuid not null,
  state text not null check (state in ('open', 'lost', 'over')),
  told_at timestamptz not null,
  primary key (tenant_id, dispute_id),
  foreign key (tenant_id, invoice_id) references invoices (tenant_id, invoice_id)
);
create index disputes_invoice on disputes (tenant_id, invoice_id);
select platform.tenant_table('disputes', 'select, insert, update');
