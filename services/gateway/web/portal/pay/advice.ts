import type { StripeError } from '@stripe/stripe-js';
import { declineText } from '../../../src/portal/declines.ts';

export type Declined = { title: string; advice: string };
type Told = Pick<StripeError, 'type' | 'code' | 'decline_code' | 'payment_intent'>;

/** Another tab, or an earlier press whose answer was lost, was quicker: this very payment has gone through. */
export function hasPaid({ payment_intent: intent }: Pick<StripeError, 'payment_intent'>): boolean {
  return intent?.status === 'succeeded' || intent?.status === 'processing';
}

export const unknown: Declined = {
  title: 'We do not know yet whether this worked.',
  advice:
    'Your connection broke while the payment was made. Look at this page in a minute before you try again: it shows what was paid.',
};

/** Stripe asks the holder of a bank account to prove that it is theirs, by mail and some days later. */
export const toVerify: Declined = {
  title: 'Your bank account has to be verified first.',
  advice: 'Nothing was taken yet. Stripe tells you by mail how to verify it; the payment goes on once that is done.',
};

const replaced: Declined = {
  title: 'This payment was replaced.',
  advice:
    'Nothing was taken here. Another window began a payment of this invoice; go on there, or press “Change” to begin again.',
};

const impossible: Declined = {
  title: 'This payment could not be made.',
  advice: 'Nothing was taken. Press “Change” to begin again.',
};

/** What to tell the payer of this very try, in words of ours. What was told of an earlier one is of no use to them. */
export function adviceOn({ type, code, decline_code, payment_intent: intent }: Told): Declined {
  if (type === 'api_connection_error' || type === 'api_error') return unknown;
  if (intent?.status === 'canceled') return replaced;
  const isOfCard = type === 'card_error' || code === 'payment_intent_authentication_failure';
  return isOfCard ? declineText(decline_code ?? code ?? null) : impossible;
}
