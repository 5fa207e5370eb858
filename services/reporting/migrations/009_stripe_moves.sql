-- What Stripe takes or gives apart from payments, and money that it changes into another currency.
alter table entries drop constraint entries_kind_check,
  add constraint entries_kind_check check (kind in ('invoiceIssued', 'invoiceVoided', 'creditNoteIssued', 'paymentReceived',
    'outsidePaymentReceived', 'paymentAllocated', 'overpaymentCredited', 'creditApplied', 'refundAsked', 'invoiceWrittenOff',
    'writeOffReversed', 'feeCharged', 'applicationFeeReturned', 'paymentReversed', 'refundSent', 'refundReturned', 'refundWithdrawn', 'refundSettled',
    'disputeMoneyTaken', 'disputeMoneyReturned', 'disputeWonBack', 'payoutArrived', 'payoutReturned', 'stripeMoved', 'exchangedFrom',
    'exchangedInto'));
alter table postings drop constraint postings_account_check,
  add constraint postings_account_check check (account in ('receivables', 'revenue', 'taxPayable', 'unappliedCash',
    'customerCredit', 'refundsPayable', 'badDebts', 'stripeClearing', 'disputesHeld', 'bank', 'stripeFees', 'applicationFees',
    'stripeReserves', 'stripeOther', 'currencyExchange'));
