-- Credit that settles an invoice or is to go back as money, and what nobody expects any more.
alter table entries drop constraint entries_kind_check,
  add constraint entries_kind_check check (kind in ('invoiceIssued', 'invoiceVoided', 'creditNoteIssued', 'paymentReceived',
    'outsidePaymentReceived', 'paymentAllocated', 'overpaymentCredited', 'creditApplied', 'refundAsked', 'invoiceWrittenOff',
    'writeOffReversed', 'feeCharged'));
alter table postings drop constraint postings_account_check,
  add constraint postings_account_check check (account in ('receivables', 'revenue', 'taxPayable', 'unappliedCash',
    'customerCredit', 'refundsPayable', 'badDebts', 'stripeClearing', 'bank', 'stripeFees'));
