-- A tenant's own mail server. User and password are sealed under the tenant's key and told to nobody but the server.
create table mail_servers (
  tenant_id uuid primary key,
  host text not null,
  port int not null check (port between 1 and 65535),
  security text not null check (security in ('tls', 'starttls', 'none')),
  username bytea,
  password bytea,
  from_name text,
  from_address text not null,
  reply_to text,
  changed_at timestamptz not null,
  check (password is null or username is not null)
);
select platform.tenant_table('mail_servers', 'select, insert, update, delete');

-- Where the mails for staff go, and which of them; a kind without a row is as it begins.
create table staff_mail_addresses (
  tenant_id uuid primary key,
  address text not null
);
select platform.tenant_table('staff_mail_addresses', 'select, insert, update, delete');
create table staff_mails (
  tenant_id uuid not null,
  kind text not null,
  is_on boolean not null,
  address text,
  primary key (tenant_id, kind)
);
select platform.tenant_table('staff_mails', 'select, insert, update, delete');

-- Addresses that took no mail, until one arrives there. Sealed under the customer's key; found by a blind index.
create table bounces (
  tenant_id uuid not null,
  bounce_id uuid not null,
  customer_id uuid not null,
  address bytea not null,
  address_index bytea not null,
  count int not null check (count > 0),
  reason text not null,
  last_at timestamptz not null,
  primary key (tenant_id, bounce_id)
);
create unique index bounces_address on bounces (tenant_id, customer_id, address_index);
select platform.tenant_table('bounces', 'select, insert, update, delete');

-- What a mail needs to know that nobody else does by the time it is written: the mail it is about, an amount, what of it became credit, a
-- number. And by what address it is found.
alter table mails add column about_mail_id uuid;
alter table mails add column reference text;
alter table mails add column amount bigint check (amount >= 0);
alter table mails add column credit_amount bigint check (credit_amount >= 0);
alter table mails add column currency text check (currency ~ '^[A-Z]{3}$');
alter table mails add column recipient_index bytea;
create index mails_recipient on mails (tenant_id, recipient_index, mail_id) where recipient_index is not null;
