-- Under which mandate a bank account on file is debited; null for cards, and for what was kept before this was.
alter table methods add column mandate_id text;
