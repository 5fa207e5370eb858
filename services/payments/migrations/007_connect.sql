-- Where a tenant's objects live at Stripe: under keys of its own ('own'), or at an account that is connected to the platform's keys.

-- One set of own keys per mode, and any number of connected accounts; one of all is where new payments are taken. A connected account has no
-- keys: the platform's are used.
alter table stripe_accounts
  add column account text not null default 'own',
  alter column endpoint_id drop not null,
  alter column publishable_key drop not null,
  alter column secret_key drop not null,
  alter column webhook_secrets drop not null,
  -- Of the platform alone: where Stripe posts what happens at accounts connected to it.
  add column connect_endpoint_id uuid,
  add column connect_secrets bytea,
  add constraint keys_are_own check ((account = 'own') = (secret_key is not null)),
  drop constraint stripe_accounts_pkey,
  add primary key (tenant_id, mode, account);

alter table webhook_endpoints add column kind text not null default 'own' check (kind in ('own', 'connect'));

-- Where a connected account's id leads.
create table connected_accounts (
  mode text not null,
  account text not null,
  tenant_id uuid not null,
  primary key (mode, account)
);
select platform.door_table('connected_accounts');

-- What was begun at one account is finished there, whichever the tenant uses later.
alter table attempts add column account text not null default 'own';
alter table refunds add column account text not null default 'own';
alter table disputes add column account text not null default 'own';
alter table setups add column account text not null default 'own';
alter table webhook_events add column account text not null default 'own';

-- Customers and what they have on file are an account's.
alter table stripe_customers
  add column account text not null default 'own',
  drop constraint stripe_customers_pkey,
  add primary key (tenant_id, mode, account, customer_id);
alter table methods add column account text not null default 'own';
drop index methods_default;
create unique index methods_default on methods (tenant_id, mode, account, customer_id) where is_default;
