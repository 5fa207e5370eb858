-- One thing done to many invoices, in batches. `reached` is how far it came: items up to that position have their result.
create table runs (
  tenant_id uuid not null,
  run_id uuid not null,
  kind text not null check (kind in ('issue', 'send', 'void')),
  state text not null check (state in ('queued', 'running', 'done', 'cancelled')),
  issue_date date,
  send boolean,
  reason bytea,
  actor_id text not null,
  total int not null check (total > 0),
  reached int not null default 0 check (reached between 0 and total),
  refused int not null default 0 check (refused between 0 and reached),
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, run_id),
  check ((state in ('done', 'cancelled')) = (ended_at is not null)),
  check (state <> 'done' or reached = total)
);
-- One at a time: many runs of one tenant must not take more turns than another's one.
create unique index runs_at_work on runs (tenant_id) where state = 'running';
create index runs_queued on runs (tenant_id, created_at, run_id) where state = 'queued';
select platform.tenant_table('runs', 'select, insert');
do $$ begin
  execute format('grant update (state, reached, refused, ended_at) on runs to %I', platform.runtime_role());
end $$;

-- What a run is about, in the order in which it is done. Whether an item is done follows from its position; why one was refused is
-- written down. No reference to the invoice: a draft may be discarded before its turn.
create table run_items (
  tenant_id uuid not null,
  run_id uuid not null,
  position int not null check (position > 0),
  invoice_id uuid not null,
  code text,
  problem text,
  primary key (tenant_id, run_id, position),
  check (num_nulls(code, problem) in (0, 2))
);
create index run_items_refused on run_items (tenant_id, run_id, position) where code is not null;
select platform.tenant_table('run_items', 'select, insert');
do $$ begin execute format('grant update (code, problem) on run_items to %I', platform.runtime_role()); end $$;
