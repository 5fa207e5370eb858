-- By what kind of method an attempt is paid, as Stripe names it ('card', 'bacs_debit'); null while nobody told. A refusal forgets it.
alter table attempts add column method_type text;
