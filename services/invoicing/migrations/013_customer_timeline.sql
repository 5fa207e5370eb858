-- All that happened to one customer's invoices and quotes, the newest first.
create index timeline_customer on timeline (tenant_id, customer_id, at, entry_id);
create index quote_timeline_customer on quote_timeline (tenant_id, customer_id, at, entry_id);
