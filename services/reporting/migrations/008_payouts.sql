-- Money that Stripe sent on to the bank, and what came back from there.
alter table entries drop constraint entries_kind_check,
  add constraint entries_kind_check check (kind in ('invoiceIssued', 'invoiceVoided', 'creditNoteIssued', 'paymentReceived',
    'outsidePaymentReceived', 'paymentAllocated', 'overpaymentCredited', 'creditApplied', 'refundAsked', 'invoiceWrittenOff',
    'writeOffReversed', 'feeCharged', 'applicationFeeReturned', 'paymentReversed', 'refundSent', 'refundReturned', 'refundWithdrawn', 'refundSettled',
    'disputeMoneyTaken', 'disputeMoneyReturned', 'disputeWonBack', 'payoutArrived', 'payoutReturned'));
