import type Stripe from 'stripe';
import type { Scope } from '../world.ts';
import { book } from './ledger.ts';

/** What Stripe moves apart from payments, and the category its reports put it in. */
export const movements: Record<string, { category: string; description: string }> = {
  stripe_fee: { category: 'fee', description: 'Billing - Usage Fee' },
  stripe_fx_fee: { category: 'fee', description: 'Currency conversion fee' },
  tax_fee: { category: 'tax', description: 'Tax on Stripe fees' },
  network_cost: { category: 'network_cost', description: 'Card payments - Network costs' },
  adjustment: { category: 'other_adjustment', description: 'Adjustment' },
  contribution: { category: 'contribution', description: 'Stripe Climate contribution' },
  reserved_funds: { category: 'risk_reserved_funds', description: 'Risk reserve' },
  topup: { category: 'topup', description: 'Top-up' },
};

/** Moves an account's balance; the sign of `amount` says which way. Stripe sends no event that tells of it. */
export function move(
  scope: Scope,
  { type, amount, currency }: { type: string; amount: number; currency: string },
): Stripe.BalanceTransaction {
  const { category = 'other_adjustment', description = type } = movements[type] ?? {};
  return book(scope, {
    // Network costs are Stripe's fees by their type.
    type: type === 'network_cost' ? 'stripe_fee' : type,
    ...{ reportingCategory: category, amount, currency, source: null, description },
  });
}
