-- Credit goes with a payment that a customer's bank takes back.
alter table entries drop constraint entries_kind_check,
  add constraint entries_kind_check check (kind in ('invoiceIssued', 'invoiceVoided', 'creditNoteIssued', 'paymentReceived',
    'outsidePaymentReceived', 'paymentAllocated', 'overpaymentCredited', 'creditApplied', 'refundAsked', 'invoiceWrittenOff',
    'writeOffReversed', 'feeCharged', 'applicationFeeReturned', 'paymentReversed', 'refundSent', 'refundReturned', 'refundWithdrawn', 'refundSettled',
    'disputeMoneyTaken', 'disputeMoneyReturned', 'disputeTookCredit', 'disputeWonBack', 'payoutArrived', 'payoutReturned', 'stripeMoved',
    'exchangedFrom', 'exchangedInto'));
