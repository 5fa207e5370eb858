-- Lists, the newest first, of a tenant and of a customer; and the tries for an invoice.
create index payments_newest on payments (tenant_id, received_at desc, payment_id desc);
create index payments_customer on payments (tenant_id, customer_id, received_at desc, payment_id desc);
create index attempts_newest on attempts (tenant_id, updated_at desc, attempt_id desc);
create index attempts_customer on attempts (tenant_id, customer_id);
create index attempts_invoice on attempts (tenant_id, invoice_id);
