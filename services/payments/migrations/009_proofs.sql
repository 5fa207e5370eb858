-- A period's charges, refunds and disputes at Stripe held against payments and the journal, page by page: where it stands, what it counted
-- and added up. It goes on at `phase` and `position` whoever died; `turn` is the page that counts.
create table proofs (
  tenant_id uuid not null,
  proof_id uuid not null,
  purpose text not null check (purpose in ('proof', 'daily')),
  mode text not null check (mode in ('test', 'live')),
  account text not null,
  from_on date not null,
  to_on date not null,
  phase text not null,
  position text,
  turn int not null,
  counts text not null,
  sums text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  primary key (tenant_id, proof_id),
  check (from_on <= to_on)
);
create index proofs_newest on proofs (tenant_id, started_at desc, proof_id desc);
select platform.tenant_table('proofs', 'select, insert, update');

-- What it found; the first thousand are kept.
create table proof_findings (
  tenant_id uuid not null,
  proof_id uuid not null,
  number int not null,
  severity text not null check (severity in ('breach', 'pending', 'skipped')),
  kind text not null,
  stripe_id text,
  our_id uuid,
  invoice_id uuid,
  at_stripe bigint,
  here bigint,
  currency text check (currency ~ '^[A-Z]{3}$'),
  detail text not null,
  primary key (tenant_id, proof_id, number),
  foreign key (tenant_id, proof_id) references proofs (tenant_id, proof_id)
);
create index proof_findings_severity on proof_findings (tenant_id, proof_id, severity, number);
select platform.tenant_table('proof_findings', 'select, insert');

-- What a proof has seen at Stripe, by the id under which we know it; gone when it is finished. `taken`: of a charge, what was not given
-- back.
create table proof_seen (
  tenant_id uuid not null,
  proof_id uuid not null,
  thing text not null check (thing in ('charge', 'refund', 'dispute')),
  stripe_id text not null,
  invoice_id uuid,
  taken bigint not null,
  foreign key (tenant_id, proof_id) references proofs (tenant_id, proof_id),
  primary key (tenant_id, proof_id, thing, stripe_id)
);
create index proof_seen_invoice on proof_seen (tenant_id, proof_id, invoice_id) where invoice_id is not null;
select platform.tenant_table('proof_seen', 'select, insert, delete');

-- What a proof walks through.
create index refunds_newest on refunds (tenant_id, created_at, part_id);
