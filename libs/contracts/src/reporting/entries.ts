import { z } from 'zod';

/** The accounts of the journal. */
export const account = z.enum([
  'receivables',
  'revenue',
  'taxPayable',
  'unappliedCash',
  'customerCredit',
  'refundsPayable',
  'badDebts',
  'stripeClearing',
  'disputesHeld',
  'bank',
  'stripeFees',
  'applicationFees',
  'stripeReserves',
  'stripeOther',
  'currencyExchange',
]);
export type Account = z.infer<typeof account>;

/** What an entry books; each kind follows from one event. */
export const entryKind = z.enum([
  'invoiceIssued',
  'invoiceVoided',
  'creditNoteIssued',
  'paymentReceived',
  'outsidePaymentReceived',
  'paymentAllocated',
  'overpaymentCredited',
  'creditApplied',
  'refundAsked',
  'invoiceWrittenOff',
  'writeOffReversed',
  'feeCharged',
  'applicationFeeReturned',
  'paymentReversed',
  'refundSent',
  'refundReturned',
  'refundWithdrawn',
  'refundSettled',
  'disputeMoneyTaken',
  'disputeMoneyReturned',
  'disputeTookCredit',
  'disputeWonBack',
  'payoutArrived',
  'payoutReturned',
  'stripeMoved',
  'exchangedFrom',
  'exchangedInto',
]);
export type EntryKind = z.infer<typeof entryKind>;
