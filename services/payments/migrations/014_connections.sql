-- Accounts of the platform's at Stripe that tenants connect. The row is there before Stripe is asked to make one; an account that a tenant has
-- already comes by OAuth. Left: by the tenant's own choice. Disconnected: the platform reaches it no more.
create table connections (
  tenant_id uuid not null,
  connection_id uuid not null,
  mode text not null check (mode in ('test', 'live')),
  account text,
  api text not null check (api in ('v1', 'v2')),
  status text not null check (status in ('planned', 'open', 'left', 'disconnected')),
  -- Whether cards can be charged, and money paid out: Stripe's word for it, in ours.
  charges text not null default 'inactive' check (charges in ('active', 'pending', 'inactive')),
  payouts text not null default 'inactive' check (payouts in ('active', 'pending', 'inactive')),
  -- What Stripe still wants to know, and by when.
  due text[] not null default '{}',
  pending text[] not null default '{}',
  problems text[] not null default '{}',
  due_by timestamptz,
  seen_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, connection_id),
  check (status in ('planned', 'left') or account is not null)
);
create unique index connections_account on connections (tenant_id, mode, account) where account is not null;
create unique index connections_open on connections (tenant_id, mode) where status in ('planned', 'open');
select platform.tenant_table('connections', 'select, insert, update');

-- Ways back from Stripe's consent page, each once, and only for the person who began it.
create table consents (
  tenant_id uuid not null,
  state_hash bytea not null,
  mode text not null check (mode in ('test', 'live')),
  staff_id text not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant_id, state_hash)
);
select platform.tenant_table('consents', 'select, insert, update');

alter table stripe_accounts
  -- Why nothing can be charged there any more; null while it can.
  add column stopped text check (stopped in ('disconnected')),
  -- Of the platform alone: how accounts are made, and the application that merchants with an account give leave to.
  add column onboarding text check (onboarding in ('v2', 'standard', 'express')),
  add column client_id text;
