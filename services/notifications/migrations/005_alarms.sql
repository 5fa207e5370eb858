-- What was raised in any service and waits for a person, each message and reason once; told of by one of the mailings. Those of the
-- platform's own tenant are what the operator hears of: an alarm of a tenant, without anything of what it is about.
create table alarm_mailings (
  tenant_id uuid not null,
  mailing_id uuid not null,
  at timestamptz not null,
  state text not null check (state in ('planned', 'sent', 'dropped', 'failed')),
  problem text,
  primary key (tenant_id, mailing_id)
);
create index alarm_mailings_newest on alarm_mailings (tenant_id, at desc);
select platform.tenant_table('alarm_mailings', 'select, insert');
do $$ begin execute format('grant update (state, problem) on alarm_mailings to %I', platform.runtime_role()); end $$;

create table alarm_notices (
  tenant_id uuid not null,
  handler text not null,
  message_id uuid not null,
  reason text not null,
  of_tenant uuid not null,
  raised_at timestamptz not null,
  mailing_id uuid not null,
  primary key (tenant_id, handler, message_id, reason),
  foreign key (tenant_id, mailing_id) references alarm_mailings (tenant_id, mailing_id)
);
create index alarm_notices_mailing on alarm_notices (tenant_id, mailing_id, raised_at);
select platform.tenant_table('alarm_notices', 'select, insert');
