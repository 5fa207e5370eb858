-- Events that wait for their account: put in line when somebody connects it, and counted for operators.
create index webhook_events_unrouted on webhook_events (tenant_id, mode, account) where status = 'unrouted';
