import { fromStripe } from '@purser/money';
import type Stripe from 'stripe';
import { minorOf } from './balanceMoves.ts';

/** The parts of a payout that we read, as plain JSON, and when it was asked for. Amounts in minor units, as text. */
export type PayoutJson = {
  id: string;
  amount: string;
  currency: string;
  status: string;
  automatic: boolean;
  /** Whether Stripe names all that is in it by now. */
  complete: boolean;
  arrivesOn: string;
  failure: string | null;
  createdAt: string;
  askedAt: string;
};

/** A balance transaction of a payout; minor units. */
export type PartJson = {
  id: string;
  type: string;
  category: string;
  source: string | null;
  amount: number;
  fee: number;
  net: number;
};

const day = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10);

export function payoutJson(payout: Stripe.Payout, askedAt: Date): PayoutJson {
  const { amount, currency } = payout;
  return {
    id: payout.id,
    amount: String(fromStripe({ amount, currency }).amount),
    currency: currency.toUpperCase(),
    status: payout.status,
    automatic: payout.automatic,
    complete: payout.reconciliation_status === 'completed',
    arrivesOn: day(payout.arrival_date),
    failure: payout.failure_code,
    createdAt: new Date(payout.created * 1000).toISOString(),
    askedAt: askedAt.toISOString(),
  };
}

/** Stripe lists the payout's own transaction among its parts: that is no part. One that failed before may be. */
export function partsJson(payoutId: string, transactions: readonly Stripe.BalanceTransaction[]): PartJson[] {
  return transactions
    .map(({ id, type, reporting_category: category, source, amount, fee, net, currency }) => {
      const minor = (units: number) => minorOf(units, currency);
      const of = typeof source === 'string' ? source : (source?.id ?? null);
      return { id, type, category, source: of, amount: minor(amount), fee: minor(fee), net: minor(net) };
    })
    .filter(({ type, source }) => type !== 'payout' || source !== payoutId);
}
