import { fromStripe } from '@purser/money';
import type Stripe from 'stripe';
import { isApart, type MoveFact } from '../domain/balanceMove.ts';
import type { Settled } from '../domain/exchange.ts';

/** Units of Stripe's as ours, with their sign. @throws MoneyError for a currency that we know no scale of */
export function minorOf(units: number, currency: string): number {
  return Number(fromStripe({ amount: Math.abs(units), currency }).amount) * Math.sign(units);
}

/** Of some balance transactions, those that belong to no payment, refund, dispute or payout. */
export function movesJson(transactions: readonly Stripe.BalanceTransaction[]): MoveFact[] {
  return transactions
    .filter(({ reporting_category }) => isApart(reporting_category))
    .map(({ id, type, reporting_category, source, amount, fee, currency, created }) => ({
      ...{ id, type, category: reporting_category },
      source: typeof source === 'string' ? source : (source?.id ?? null),
      ...{ amount: minorOf(amount, currency), fee: minorOf(fee, currency), currency: currency.toUpperCase() },
      at: new Date(created * 1000).toISOString(),
    }));
}

/** A rate as decimal text, so that it is the same wherever it is read. */
export const rateOf = (rate: number | null): string | null => (rate === null ? null : String(rate));

/** What a transaction settled, before its fee; null where Stripe has not told it. */
export function settledOf(
  booked: string | Stripe.BalanceTransaction | null | undefined,
): (Settled & { at: string }) | null {
  if (booked === null || booked === undefined || typeof booked === 'string') return null;
  const { id, amount, currency, exchange_rate, created } = booked;
  const settled = {
    id,
    amount: minorOf(amount, currency),
    currency: currency.toUpperCase(),
    rate: rateOf(exchange_rate),
  };
  return { ...settled, at: new Date(created * 1000).toISOString() };
}
