-- What a tenant wants a kind of mail to say in a language; a kind without a row here says what it always did.
create table templates (
  tenant_id uuid not null,
  kind text not null,
  language text not null check (language ~ '^[a-z]{2}$'),
  subject text not null,
  preview text not null,
  body text not null,
  button text not null,
  aside text not null,
  changed_at timestamptz not null,
  primary key (tenant_id, kind, language)
);
select platform.tenant_table('templates', 'select, insert, update, delete');

-- Which kinds there are is the registry's to say. A mail that was sent may come back.
alter table mails drop constraint mails_kind_check;
alter table mails add check (kind ~ '^[a-z][A-Za-z]{0,59}$');
alter table mails drop constraint mails_status_check;
alter table mails add check (status in ('planned', 'sending', 'sent', 'bounced', 'failed', 'dropped'));
alter table mails drop constraint mails_check;
alter table mails add check (status <> 'sent' or sent_at is not null);
create index mails_kind on mails (tenant_id, kind, mail_id);
