-- Forms in which customers give a card or an account to be kept, and what they agreed to, sealed.
create table setups (
  tenant_id uuid not null,
  setup_id uuid not null,
  customer_id uuid not null,
  mode text not null check (mode in ('test', 'live')),
  setup_intent_id text,
  consent bytea,
  asked_by text not null check (asked_by in ('staff', 'customer')),
  status text not null check (status in ('planned', 'open', 'succeeded', 'ended')),
  created_at timestamptz not null,
  primary key (tenant_id, setup_id)
);
create unique index setups_intent on setups (tenant_id, setup_intent_id) where setup_intent_id is not null;
select platform.tenant_table('setups', 'select, insert, update');

-- Cards and accounts on file. What can be charged is active; the rest is kept for what it once paid.
create table methods (
  tenant_id uuid not null,
  method_id uuid not null,
  customer_id uuid not null,
  mode text not null check (mode in ('test', 'live')),
  stripe_method_id text not null,
  setup_id uuid,
  type text not null,
  brand text,
  last4 text,
  exp_month int check (exp_month between 1 and 12),
  exp_year int,
  fingerprint text,
  is_default boolean not null,
  active boolean not null,
  seen_at timestamptz not null,
  added_at timestamptz not null,
  primary key (tenant_id, method_id),
  constraint default_is_active check (active or not is_default)
);
create unique index methods_stripe on methods (tenant_id, stripe_method_id);
create unique index methods_default on methods (tenant_id, mode, customer_id) where is_default;
create index methods_customer on methods (tenant_id, customer_id) where active;
select platform.tenant_table('methods', 'select, insert, update');

-- A customer that was deleted at Stripe is made there anew when next needed: under another key, since the old one gives the old one.
alter table stripe_customers
  alter column stripe_customer_id drop not null,
  add column generation int not null default 0;
do $$ begin
  execute format('grant update (stripe_customer_id, generation) on stripe_customers to %I', platform.runtime_role());
end $$;
create index stripe_customers_stripe on stripe_customers (tenant_id, stripe_customer_id);
