-- Files, sealed: each under a key of its own that stands in its reference and nowhere here. Nobody changes a row or takes one
-- away; what is to be forgotten is forgotten by destroying the key under which its reference is sealed.
create table blobs (
  tenant_id uuid not null,
  address bytea not null,
  bytes bytea not null,
  size int not null check (size >= 0),
  type text not null,
  created_at timestamptz not null,
  primary key (tenant_id, address),
  constraint address_is_of_bytes check (address = sha256(bytes))
);
-- Sealed bytes do not compress.
alter table blobs alter column bytes set storage external;
select platform.tenant_table('blobs', 'select, insert');
