-- What may stand on a timeline, and which documents there are, is the contract's to say, as it grows. A document need not be about
-- an invoice: a quote's or a statement's is not.
alter table timeline drop constraint timeline_what_check,
  add constraint timeline_what_check check (what ~ '^[a-z][A-Za-z]{1,39}$');
alter table documents alter column invoice_id drop not null,
  drop constraint documents_kind_check,
  add constraint documents_kind_check check (kind ~ '^[a-z][A-Za-z]{1,39}$');
alter table credits drop constraint credits_source_check,
  add constraint credits_source_check check (source ~ '^[a-z][A-Za-z]{1,39}$');
alter table number_series drop constraint number_series_kind_check,
  add constraint number_series_kind_check check (kind ~ '^[a-z][A-Za-z]{1,39}$');
