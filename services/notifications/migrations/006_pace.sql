-- When a tenant's next mail of a run may go out. One row each, so that to know it costs the same behind a hundred thousand mails as behind one.
create table mail_pace (
  tenant_id uuid primary key,
  free_at timestamptz not null
);
select platform.tenant_table('mail_pace', 'select, insert, update');
