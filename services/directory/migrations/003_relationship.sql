-- What staff keep of a customer: language, labels, notes, numbers; whether new things are billed to them; whether they were erased.
alter table tenants add column language text not null default 'en-GB' check (language ~ '^[a-z]{2,3}(-[A-Z]{2})?$');

-- Tags are the tenant's own labels and say nothing that a name would: they stand in clear, so that lists are picked by them.
alter table customers
  add column language text check (language ~ '^[a-z]{2,3}(-[A-Z]{2})?$'),
  add column archived_at timestamptz,
  add column erased_at timestamptz,
  add column tags text[] not null default '{}' check (cardinality(tags) <= 20),
  add column notes bytea,
  add column phone bytea,
  add column tax_number bytea,
  add column po_number bytea;
create index customers_tags on customers using gin (tags);

-- Whoever was erased is found by no address any more.
alter table customers alter column email_index drop not null;
