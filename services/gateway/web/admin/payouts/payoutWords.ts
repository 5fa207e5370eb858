import type { PayoutModel } from '../../../src/api/models/reconciliation.ts';

const statuses: Record<string, string> = {
  pending: 'planned',
  in_transit: 'onItsWay',
  paid: 'arrived',
  failed: 'failed',
  canceled: 'cancelled',
};

/** For the badge; a word that Stripe did not have when this was written stands as it is. */
export const badgeOf = ({ status }: PayoutModel): string => statuses[status] ?? status;

const states: Record<PayoutModel['partsState'], string> = {
  open: 'Stripe is still putting it together.',
  matched: 'Adds up to the unit.',
  differs: 'Does not add up: what Stripe says is in it is another sum.',
  none: 'Made by hand at Stripe, which does not say what is in it.',
};
export const partsWords = ({ partsState }: PayoutModel): string => states[partsState];

const types: Record<string, string> = {
  charge: 'Payment',
  payment: 'Payment',
  refund: 'Refund',
  payment_refund: 'Refund',
  refund_failure: 'Refund that came back',
  payment_failure_refund: 'Debit that failed',
  adjustment: 'Correction',
  payout_failure: 'Earlier payout that failed',
  payout_cancel: 'Earlier payout that was cancelled',
  stripe_fee: 'Stripe’s bill',
  reserved_funds: 'Held back by Stripe',
  reserve_hold: 'Held back by Stripe',
  reserve_release: 'Let go by Stripe',
  topup: 'From your bank',
  contribution: 'Contribution',
  application_fee: 'Fee of the platform',
};
const isDispute = (category: string | null) => category === 'dispute' || category === 'dispute_reversal';
const categories: Record<string, string> = { network_cost: 'Network costs', tax: 'Tax on Stripe’s fees' };

/** Stripe's adjustments are disputes or corrections: its category says which, where it is known. */
export function typeWords(type: string, category: string | null): string {
  if (type === 'adjustment' && (category === null || isDispute(category))) return 'Dispute';
  return categories[category ?? ''] ?? types[type] ?? type.replaceAll('_', ' ');
}
