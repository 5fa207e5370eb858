import type Stripe from 'stripe';
import type { Exchange } from '../options.ts';
import { insert } from '../store/objects.ts';
import type { Scope } from '../world.ts';
import { decimalsOf } from './currencies.ts';

/** What moves an account's balance; `amount` is signed, in minor units. */
export interface Movement {
  type: Stripe.BalanceTransaction['type'];
  reportingCategory: string;
  amount: number;
  currency: string;
  /** The object the money moved for; none for what Stripe bills by the month. */
  source: string | null;
  description: string | null;
  /** Unix seconds from when on the money can be paid out; now unless told. */
  availableOn?: number;
  fees?: Stripe.BalanceTransaction.FeeDetail[];
}

/** Units of one currency as units of another, a half away from zero. */
function exchanged(units: number, from: string, { into, rate }: Exchange): number {
  const size = Math.round(Math.abs(units) * rate * 10 ** (decimalsOf(into) - decimalsOf(from)));
  return Math.sign(units) * size;
}

/**
 * Books a movement in the account's balance; gives the balance transaction as stored.
 * @param payout the payout it is part of, where that is known.
 */
export function book(scope: Scope, movement: Movement, payout: string | null = null): Stripe.BalanceTransaction {
  const { availableOn = scope.now } = movement;
  const rule = scope.world.settings.exchange[movement.currency];
  const settled = (units: number) => (rule ? exchanged(units, movement.currency, rule) : units);
  const amount = settled(movement.amount);
  const currency = rule?.into ?? movement.currency;
  const fees = (movement.fees ?? []).map((part) =>
    part.currency === movement.currency ? { ...part, amount: settled(part.amount), currency } : part,
  );
  const fee = fees.reduce((sum, part) => sum + part.amount, 0);
  const transaction: Stripe.BalanceTransaction = {
    id: scope.world.ids.next('txn_'),
    object: 'balance_transaction',
    amount,
    available_on: availableOn,
    balance_type: 'payments',
    created: scope.now,
    currency,
    description: movement.description,
    exchange_rate: rule?.rate ?? null,
    fee,
    fee_details: fees,
    net: amount - fee,
    reporting_category: movement.reportingCategory,
    source: movement.source,
    status: availableOn > scope.now ? 'pending' : 'available',
    type: movement.type,
  };
  insert(scope, 'balance_transaction', transaction, { payout });
  return transaction;
}
