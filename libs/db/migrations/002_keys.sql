-- Wrapped data keys of one service: subject '' is the tenant's own key. A destroyed key keeps its row, without its bytes.
create table data_keys (
  tenant_id uuid not null,
  subject text not null,
  version int not null,
  wrapped bytea not null,
  master_id text not null,
  destroyed_at timestamptz,
  primary key (tenant_id, subject, version)
);
select platform.plumbing_table('data_keys');
