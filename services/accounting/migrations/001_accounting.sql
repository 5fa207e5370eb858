-- A tenant's books elsewhere: one connection, its tokens sealed under the tenant's key. Whoever renews them holds the lease.
create table connections (
  tenant_id uuid primary key,
  provider text not null check (provider = 'xero'),
  external_id text not null,
  organisation text not null,
  access_token bytea not null,
  refresh_token bytea not null,
  access_until timestamptz not null,
  state text not null check (state in ('connected', 'revoked', 'paused', 'disconnected')),
  resumes_at timestamptz,
  problem text,
  sales_account text not null,
  payment_account text not null,
  tax_types text not null,
  connected_at timestamptz not null,
  last_success_at timestamptz,
  lease_token uuid,
  lease_until timestamptz
);
select platform.tenant_table('connections', 'select, insert, update, delete');

-- What the browser takes to the books and brings back, by its hash; good once.
create table consents (
  tenant_id uuid not null,
  state_hash bytea not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant_id, state_hash)
);
select platform.tenant_table('consents', 'select, insert, update');

-- What stands in the books, or is to: one row per thing of ours, and the record there that it became.
create table documents (
  tenant_id uuid not null,
  kind text not null check (kind in ('contact', 'invoice', 'payment')),
  source_id uuid not null,
  customer_id uuid not null,
  invoice_id uuid,
  amount bigint check (amount > 0),
  currency text,
  paid_on date,
  state text not null check (state in ('waiting', 'pushing', 'pushed', 'failed', 'needsAttention')),
  external_id text,
  problem text,
  attempts int not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  pushed_at timestamptz,
  primary key (tenant_id, kind, source_id),
  check ((state = 'pushed') = (external_id is not null)),
  check ((kind = 'payment') = (amount is not null and currency is not null and paid_on is not null and invoice_id is not null))
);
create unique index documents_external on documents (tenant_id, kind, external_id) where external_id is not null;
create index documents_state on documents (tenant_id, state, updated_at);
create index documents_invoice on documents (tenant_id, invoice_id);
select platform.tenant_table('documents', 'select, insert, update, delete');
