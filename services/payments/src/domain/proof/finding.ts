import type { payments as contract } from '@purser/contracts';

export type FindingKind = contract.FindingKind;
export type Severity = contract.Severity;

/** One thing that a proof has to say. Amounts in minor units, null for nothing. */
export type Finding = {
  kind: FindingKind;
  stripeId: string | null;
  ourId: string | null;
  invoiceId: string | null;
  atStripe: number | null;
  here: number | null;
  currency: string | null;
  detail: string;
  /** Of a charge: Stripe's id of the intent that made it. */
  intentId?: string | null;
};

type Known = { severity: Severity; advice: string };

const kinds: Record<FindingKind, Known> = {
  chargeUnknown: {
    severity: 'breach',
    advice:
      'Somebody charged it without us. Link it to its invoice, book it as credit, refund it, or set it aside with a reason.',
  },
  paymentMissing: {
    severity: 'breach',
    advice: 'We asked for it and never booked that it came. The daily reconciliation reads it again; run it now.',
  },
  paymentDiffers: {
    severity: 'breach',
    advice: 'Stripe is right about the money. Find out who changed our row, and mend it from a backup.',
  },
  paymentNotAtStripe: {
    severity: 'breach',
    advice: 'We booked money that this Stripe account has not. See whether the keys are those of another account.',
  },
  feeDiffers: {
    severity: 'breach',
    advice: 'What Stripe kept and what we have of it differ. Compare the balance transaction, and correct the books.',
  },
  settledDiffers: {
    severity: 'breach',
    advice:
      'Stripe settled it in another currency, and what became of it there is not what we have. Run the daily reconciliation; else correct the books.',
  },
  chargedTwice: {
    severity: 'breach',
    advice: 'The invoice brought more than it owed. Refund what is too much, or agree on credit with the customer.',
  },
  refundUnknown: {
    severity: 'breach',
    advice: 'Money went back and is not booked. The daily reconciliation reads it again; run it now.',
  },
  refundDiffers: {
    severity: 'breach',
    advice: 'Stripe tells another end of this refund. The daily reconciliation reads it again; run it now.',
  },
  refundNotAtStripe: {
    severity: 'breach',
    advice: 'We booked a refund that this Stripe account has not. See whether the keys are those of another account.',
  },
  disputeUnknown: {
    severity: 'breach',
    advice: 'A bank took issue and nobody here knows. The daily reconciliation reads it again; run it now.',
  },
  disputeDiffers: {
    severity: 'breach',
    advice: 'Stripe tells another end of this dispute. The daily reconciliation reads it again; run it now.',
  },
  disputeNotAtStripe: {
    severity: 'breach',
    advice: 'We have a dispute that this Stripe account has not. See whether the keys are those of another account.',
  },
  payoutUnknown: {
    severity: 'breach',
    advice: 'Stripe sent money to the bank and nobody here knows. The daily reconciliation reads it again; run it now.',
  },
  payoutDiffers: {
    severity: 'breach',
    advice: 'What Stripe says is in the payout is not the payout. Open it, and ask Stripe for what is missing.',
  },
  movementUnknown: {
    severity: 'breach',
    advice: 'Stripe took or gave it and it is not booked. The daily reconciliation books it; run it now.',
  },
  movementDiffers: {
    severity: 'breach',
    advice: 'Stripe is right about what it moved. Find out who changed our row, and mend it from a backup.',
  },
  journalDiffers: {
    severity: 'breach',
    advice: 'The journal says otherwise than Stripe. Retry the messages that failed; else correct it by another entry.',
  },
  journalUnknown: {
    severity: 'breach',
    advice:
      'The journal speaks of what payments does not know. Find out where the entry came from, and correct it by another.',
  },
  chargeProcessing: { severity: 'pending', advice: 'A bank debit takes days. Nothing to do.' },
  feePending: { severity: 'pending', advice: 'Stripe tells its fee some time after the payment. Nothing to do.' },
  refundPending: { severity: 'pending', advice: 'The refund is on its way. Nothing to do.' },
  journalPending: { severity: 'pending', advice: 'It is being booked just now. Prove again in a few minutes.' },
  setAside: { severity: 'skipped', advice: 'Staff decided on it. Nothing to do.' },
  settledInOther: {
    severity: 'skipped',
    advice:
      'Stripe settles it in another currency, at its own rate: the amount charged was compared, the amount settled not.',
  },
  otherAccount: {
    severity: 'skipped',
    advice: 'Payments of the period lie at another Stripe account of yours. Prove that one too.',
  },
  otherMovement: {
    severity: 'skipped',
    advice:
      'Stripe moved it for no payment, refund or dispute. Book it where your accounts have it, as a bill of Stripe’s.',
  },
  notAllowed: {
    severity: 'skipped',
    advice: 'The Stripe key may not read this. Use one with the right to read charges, refunds, disputes and balance.',
  },
};

export const severityOf = (kind: FindingKind): Severity => kinds[kind].severity;
export const adviceOf = (kind: FindingKind): string => kinds[kind].advice;
