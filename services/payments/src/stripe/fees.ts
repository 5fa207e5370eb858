import type Stripe from 'stripe';

/** Of the fees on a balance transaction, the platform's; below zero where it was given back. */
export const applicationPart = (details: readonly Stripe.BalanceTransaction.FeeDetail[]): number =>
  details.filter(({ type }) => type === 'application_fee').reduce((sum, { amount }) => sum + amount, 0);
