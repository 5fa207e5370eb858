-- Money that came another way than through Stripe lies at the bank.
alter table entries drop constraint entries_kind_check,
  add constraint entries_kind_check check (kind in ('invoiceIssued', 'invoiceVoided', 'creditNoteIssued', 'paymentReceived',
    'outsidePaymentReceived', 'paymentAllocated', 'overpaymentCredited', 'feeCharged'));
alter table postings drop constraint postings_account_check,
  add constraint postings_account_check check (account in ('receivables', 'revenue', 'taxPayable', 'unappliedCash',
    'customerCredit', 'stripeClearing', 'bank', 'stripeFees'));

-- Figures by month need an entry's kind too: with it, the index alone answers for the entries of a period.
drop index entries_period;
create index entries_period on entries (tenant_id, effective_on) include (entry_id, currency, kind);
