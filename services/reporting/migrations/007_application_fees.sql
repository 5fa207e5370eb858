-- What the platform takes of payments at accounts connected to it.
alter table entries drop constraint entries_kind_check,
  add constraint entries_kind_check check (kind in ('invoiceIssued', 'invoiceVoided', 'creditNoteIssued', 'paymentReceived',
    'outsidePaymentReceived', 'paymentAllocated', 'overpaymentCredited', 'creditApplied', 'refundAsked', 'invoiceWrittenOff',
    'writeOffReversed', 'feeCharged', 'applicationFeeReturned', 'paymentReversed', 'refundSent', 'refundReturned', 'refundWithdrawn',
    'refundSettled', 'disputeMoneyTaken', 'disputeMoneyReturned', 'disputeWonBack'));
alter table postings drop constraint postings_account_check,
  add constraint postings_account_check check (account in ('receivables', 'revenue', 'taxPayable', 'unappliedCash',
    'customerCredit', 'refundsPayable', 'badDebts', 'stripeClearing', 'disputesHeld', 'bank', 'stripeFees', 'applicationFees'));
