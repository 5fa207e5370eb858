import type { PanelCell } from '@purser/contracts';
import { format, isCurrency, money } from '@purser/money';
import type { InvoiceStatus } from '../domain/invoice.ts';
import { safeAmount } from '../domain/safeAmount.ts';
import type { Tally } from '../store/countInvoices.ts';

type Sum = { currency: string; amount: bigint };

/** How figures in a panel's hints are written. */
const locale = 'en-GB';

/** The statuses of what there is still something to pay on. */
export const owed: InvoiceStatus[] = ['open', 'partlyPaid', 'overdue'];

export function countOf(tallies: readonly Tally[], statuses: readonly Tally['status'][]): number {
  return tallies.filter(({ status }) => statuses.includes(status)).reduce((all, { count }) => all + count, 0);
}

/** What tallies of these statuses come to, per currency. */
export function sumsOf(tallies: readonly Tally[], statuses: readonly Tally['status'][], what: 'due' | 'total'): Sum[] {
  const byCurrency = Map.groupBy(
    tallies.filter(({ status }) => statuses.includes(status)),
    ({ currency }) => currency,
  );
  return [...byCurrency].map(([currency, of]) => ({
    currency,
    amount: of.reduce((all, tally) => all + tally[what], 0n),
  }));
}

/** The sum in the main currency; what there is in others stands in the hint, since currencies are never added up. */
export function figure(sums: readonly Sum[], main: string): { value: PanelCell; hint?: string } {
  const amount = sums.find(({ currency }) => currency === main)?.amount ?? 0n;
  const others = sums
    .filter(({ currency, amount: sum }) => currency !== main && sum > 0n)
    .toSorted((a, b) => (a.currency < b.currency ? -1 : 1))
    .map(written);
  const value: PanelCell = { kind: 'money', amount: safeAmount(amount), currency: main };
  return others.length === 0 ? { value } : { value, hint: `and ${others.join(', ')}` };
}

/** @example written({ currency: 'EUR', amount: 1200n }) === '€12.00' */
function written({ currency, amount }: Sum): string {
  // A code that has been withdrawn since has no decimals that we know of.
  return isCurrency(currency) ? format(money(amount, currency), locale) : `${currency} ${amount}`;
}
