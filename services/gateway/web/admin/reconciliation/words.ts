import type { payments } from '@purser/contracts';
import type { OrphanModel, ProofModel } from '../../../src/api/models/reconciliation.ts';

const kinds: Record<payments.FindingKind, string> = {
  chargeUnknown: 'A charge nobody here asked for',
  paymentMissing: 'A payment that is not booked',
  paymentDiffers: 'A payment that differs',
  paymentNotAtStripe: 'A payment Stripe does not have',
  feeDiffers: 'A fee that differs',
  settledDiffers: 'Settled in another currency, and differs',
  chargedTwice: 'Charged twice for one invoice',
  refundUnknown: 'A refund that is not booked',
  refundDiffers: 'A refund that differs',
  refundNotAtStripe: 'A refund Stripe does not have',
  disputeUnknown: 'A dispute nobody here knows',
  disputeDiffers: 'A dispute that differs',
  disputeNotAtStripe: 'A dispute Stripe does not have',
  payoutUnknown: 'A payout nobody here knows',
  payoutDiffers: 'A payout that does not add up',
  movementUnknown: 'Moved by Stripe, and not booked',
  movementDiffers: 'Moved by Stripe, and differs',
  journalDiffers: 'The journal says otherwise',
  journalUnknown: 'The journal speaks of what is not there',
  chargeProcessing: 'A payment that is being processed',
  feePending: 'A fee Stripe has not told yet',
  refundPending: 'A refund on its way',
  journalPending: 'Being booked just now',
  setAside: 'Decided on by staff',
  settledInOther: 'Settled in another currency',
  otherAccount: 'At another Stripe account of yours',
  otherMovement: 'Moved by Stripe for something else',
  notAllowed: 'Stripe does not let us look',
};
export const kindWords = (kind: payments.FindingKind): string => kinds[kind];

export const verdictWords: Record<ProofModel['verdict'], { word: string; text: string }> = {
  running: { word: 'Looking', text: 'Stripe is being read, page by page. You can leave this page.' },
  failed: {
    word: 'Failed',
    text: 'It was given up before its end and says nothing about the period.',
  },
  proved: {
    word: 'Proved',
    text: 'Stripe, payments and journal agree to the unit, and nobody was charged twice for one invoice.',
  },
  notProved: {
    word: 'Not proved',
    text: 'Something is off: it stands below. What waits for a decision is decided under Reconciliation; prove the period again afterwards.',
  },
  incomplete: {
    word: 'Incomplete',
    text: 'Nothing is off in what could be looked at, and Stripe did not let us look at everything.',
  },
};

export const sumWords: Record<ProofModel['sums'][number]['what'], string> = {
  receipts: 'Payments',
  fees: 'Fees',
  refunds: 'Refunds',
  disputes: 'Disputes',
  payouts: 'Payouts',
  movements: 'Other movements',
  exchanges: 'Exchanged',
};

export const severityWords = {
  breach: 'What is off',
  pending: 'On its way',
  skipped: 'Not compared',
} as const;

export type OrphanAction = OrphanModel['actions'][number];

export const actionWords: Record<OrphanAction, { verb: string; title: string; text: string; done: string }> = {
  link: {
    verb: 'Link to an invoice…',
    title: 'Link it to an invoice',
    text: 'The charge settles what is due on the invoice; what is beyond becomes the customer’s credit.',
    done: 'The charge is linked to the invoice.',
  },
  credit: {
    verb: 'Book as credit…',
    title: 'Book it as credit',
    text: 'All of it becomes credit of the customer whose invoice you name. Nothing is settled by it.',
    done: 'The charge is the customer’s credit.',
  },
  refund: {
    verb: 'Refund it…',
    title: 'Refund the charge',
    text: 'All that is left of it goes back to the card. Stripe keeps its fee.',
    done: 'The charge is refunded.',
  },
  ignore: {
    verb: 'Set aside…',
    title: 'Set it aside',
    text: 'Nothing is booked and nothing moves. The reason you give stands in every proof.',
    done: 'It is set aside.',
  },
};

export const accountWords = ({ mode, account }: { mode: string; account: string }): string =>
  `${account === 'own' ? 'Your own keys' : account}, ${mode} mode`;
