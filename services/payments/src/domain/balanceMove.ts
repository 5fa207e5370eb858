import type { payments as contract } from '@purser/contracts';

/** What Stripe moved apart from payments, as plain JSON. Minor units, below zero where Stripe took it; `fee` was taken besides. */
export type MoveFact = {
  id: string;
  type: string;
  category: string;
  source: string | null;
  amount: number;
  fee: number;
  currency: string;
  at: string;
};

/** What is told and booked by what it belongs to: a payment, a refund, a dispute or a payout. */
const booked = new Set([
  ...['charge', 'partial_capture_reversal', 'charge_failure', 'refund', 'refund_failure', 'partial_refund'],
  ...['dispute', 'dispute_reversal', 'payout', 'payout_reversal'],
]);

/** Whether Stripe moved it for none of these (https://docs.stripe.com/reports/reporting-categories). */
export const isApart = (category: string): boolean => !booked.has(category);

const fees = new Set(['fee', 'network_cost', 'tax', 'stripe_fee', 'stripe_fx_fee', 'tax_fee']);
const reserves = new Set([
  ...['risk_reserved_funds', 'reserve_transaction', 'reserved_funds', 'reserve_hold', 'reserve_release'],
  ...['payment_network_reserve_hold', 'payment_network_reserve_release'],
  ...['payout_minimum_balance_hold', 'payout_minimum_balance_release'],
]);
const topUps = new Set(['topup', 'topup_reversal']);
const platformFees = new Set([
  'platform_earning',
  'platform_earning_refund',
  'application_fee',
  'application_fee_refund',
]);

/** By Stripe's category, or by its type where a category says too little. What nobody knows is for people to look at. */
export function movedFor({ category, type }: { category: string; type: string }): contract.MovedFor {
  const is = (names: ReadonlySet<string>) => names.has(category) || names.has(type);
  if (is(fees)) return 'fee';
  if (is(reserves)) return 'reserve';
  if (is(topUps)) return 'topUp';
  return is(platformFees) ? 'platformFee' : 'other';
}
