-- What is due is looked for tenant by tenant: however much of one's is overdue, the next one's is found as quickly.
create index ledger_due_by_tenant on ledger (tenant_id, next_at) where next_at is not null;
drop index ledger_due;
