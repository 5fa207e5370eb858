-- Who began an attempt: a customer, one of the staff, or payments itself for a payment with the customer away. Null for those of before.
alter table attempts add column opened_by_kind text check (opened_by_kind in ('customer', 'staff', 'service')),
  add column opened_by_id text;
