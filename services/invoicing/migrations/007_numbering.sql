-- How each kind of document is numbered is the tenant's to set. The row is locked by whoever takes numbers, until the commit, and by
-- whoever changes it: no gap, no repeat, and no number from half a change.
alter table number_series
  add column suffix text not null default '',
  -- Each year counts for itself, from one.
  add column yearly boolean not null default false;

-- Where a series stands, per year of the issue date; year 0 where it never begins anew.
create table number_counters (
  tenant_id uuid not null,
  kind text not null,
  year int not null check (year between 0 and 9999),
  next bigint not null check (next > 0),
  primary key (tenant_id, kind, year),
  foreign key (tenant_id, kind) references number_series (tenant_id, kind)
);
select platform.tenant_table('number_counters', 'select, insert, update');

-- The walls stand before the owner too: for the length of this migration they are open to it.
alter table number_series no force row level security;
alter table number_counters no force row level security;
insert into number_series (tenant_id, kind, prefix, padding, next)
  select tenant_id, 'quote', 'Q-', 4, 1 from number_series where kind = 'invoice';
insert into number_counters (tenant_id, kind, year, next) select tenant_id, kind, 0, next from number_series;
alter table number_series drop column next;
alter table number_series force row level security;
alter table number_counters force row level security;
