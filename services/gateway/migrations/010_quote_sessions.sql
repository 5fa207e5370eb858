-- The one quote that a session may see, which a quote's link opened.
alter table sessions add column quote_id uuid, add check (num_nonnulls(invoice_id, quote_id) < 2);
