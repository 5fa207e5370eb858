-- What is booked of a payment, a refund or a dispute is looked up when it is compared with Stripe.
create index entries_source on entries (tenant_id, source_id);
