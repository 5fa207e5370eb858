-- A mail goes to each contact who does the billing: the first row, which the event plans, and a copy for each of the others, numbered from 1.
alter table mails add column copy int not null default 0 check (copy >= 0);
create unique index mails_once_each on mails (tenant_id, kind, source_id, copy);
drop index mails_once;
