-- Tenants, whom they bill, and the people there. Names, mail and addresses are sealed under the customer's own key.
create table tenants (
  tenant_id uuid primary key,
  name text not null,
  time_zone text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  terms_days int not null check (terms_days between 0 and 365),
  tax_rounding text not null check (tax_rounding in ('line', 'document')),
  number_prefix text not null,
  created_at timestamptz not null
);
select platform.tenant_table('tenants', 'select, insert, update');

create table customers (
  tenant_id uuid not null,
  customer_id uuid not null,
  name bytea not null,
  email bytea not null,
  email_index bytea not null,
  address bytea,
  currency text check (currency ~ '^[A-Z]{3}$'),
  terms_days int check (terms_days between 0 and 365),
  created_at timestamptz not null,
  primary key (tenant_id, customer_id)
);
create index customers_email on customers (tenant_id, email_index);
select platform.tenant_table('customers', 'select, insert, update');

create table contacts (
  tenant_id uuid not null,
  contact_id uuid not null,
  customer_id uuid not null,
  name bytea not null,
  email bytea not null,
  email_index bytea not null,
  role text not null check (role in ('owner', 'billing', 'member')),
  created_at timestamptz not null,
  primary key (tenant_id, contact_id),
  foreign key (tenant_id, customer_id) references customers (tenant_id, customer_id)
);
create index contacts_customer on contacts (tenant_id, customer_id);
select platform.tenant_table('contacts', 'select, insert, update, delete');
