-- While a tenant's mail server lets nobody in, one mail asks it now and then for all, and the others keep their tries.
create table mail_outages (
  tenant_id uuid primary key,
  since timestamptz not null,
  asks int not null check (asks > 0),
  next_at timestamptz not null,
  problem text not null
);
select platform.tenant_table('mail_outages');
