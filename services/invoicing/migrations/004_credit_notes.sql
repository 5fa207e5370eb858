-- Credit notes are listed as invoices are: the newest first, a customer's own.
create index credit_notes_newest on credit_notes (tenant_id, created_at desc, credit_note_id desc) include (customer_id);
create index credit_notes_customer on credit_notes (tenant_id, customer_id, created_at desc, credit_note_id desc);
