-- What a tenant shows of itself, the people who work for tenants, and the links that customers come in by.

-- Owners are held by row security too, and there are rows to fill in.
alter table tenants no force row level security;
alter table tenants add column slug text, add column company bytea, add column brand text;
update tenants set slug = 't-' || right(replace(tenant_id::text, '-', ''), 12);
alter table tenants alter column slug set not null;

-- Where a public page's address leads. Compared byte by byte, so that numbered names are found by range.
create table slugs (
  slug text collate "C" primary key check (slug ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
  tenant_id uuid not null
);
create unique index slugs_tenant on slugs (tenant_id);
select platform.door_table('slugs');
insert into slugs (slug, tenant_id) select slug, tenant_id from tenants;
alter table tenants force row level security;

-- Counts the changes of a row: the sum over a tenant's customers tells whether a list of them is still true.
alter table customers add column revision int not null default 1;
create index customers_newest on customers (tenant_id, created_at desc, customer_id desc);
create index contacts_email on contacts (tenant_id, email_index);

-- People who work for tenants. All of them are rows of the platform's own tenant, sealed under a key of their own.
create table staff (
  tenant_id uuid not null,
  staff_id uuid not null,
  name bytea not null,
  email bytea not null,
  email_index bytea not null,
  password_hash bytea not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, staff_id)
);
create unique index staff_email on staff (tenant_id, email_index);
select platform.tenant_table('staff', 'select, insert, update');

create table memberships (
  tenant_id uuid not null,
  staff_id uuid not null,
  member_tenant_id uuid not null,
  role text not null check (role in ('owner', 'admin', 'accountant', 'support', 'readOnly')),
  updated_at timestamptz not null,
  primary key (tenant_id, staff_id, member_tenant_id),
  foreign key (tenant_id, staff_id) references staff (tenant_id, staff_id)
);
select platform.tenant_table('memberships', 'select, insert, update, delete');

-- Links that mails hold. Times are machine time.
create table links (
  tenant_id uuid not null,
  link_id uuid not null,
  kind text not null,
  customer_id uuid not null,
  contact_id uuid,
  invoice_id uuid,
  browser_hash bytea,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  primary key (tenant_id, link_id),
  foreign key (tenant_id, customer_id) references customers (tenant_id, customer_id),
  check (case kind
    when 'invoice' then invoice_id is not null and browser_hash is null
    when 'signIn' then invoice_id is null and browser_hash is not null
    else false end)
);
create index links_invoice on links (tenant_id, invoice_id) where invoice_id is not null;
create index links_customer on links (tenant_id, customer_id);
select platform.tenant_table('links', 'select, insert, update');

-- Where a token leads; only its hash is here.
create table link_tokens (
  token_hash bytea primary key,
  tenant_id uuid not null,
  link_id uuid not null
);
select platform.door_table('link_tokens');

-- When an address was last sent links: epoch milliseconds of the last hour. Unknown addresses stand here like known ones.
create table link_mails (
  tenant_id uuid not null,
  address bytea not null,
  sent jsonb not null,
  last_at timestamptz not null,
  primary key (tenant_id, address)
);
create index link_mails_age on link_mails (tenant_id, last_at);
select platform.tenant_table('link_mails', 'select, insert, update, delete');
