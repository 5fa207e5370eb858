import type { TaxTotal, Totals } from './totals.ts';

/** What to credit. Amounts are in minor units with tax, as the customer paid them. */
export type CreditRequest =
  | { readonly kind: 'whole' }
  | { readonly kind: 'amount'; readonly amount: bigint }
  | { readonly kind: 'lines'; readonly lines: readonly CreditRequestLine[] };

export type CreditRequestLine =
  | { readonly lineId: string; readonly amount: bigint }
  | { readonly lineId: string; readonly quantity: string };

export type CreditLine = {
  readonly lineId: string;
  /** The quantity taken back, where the credit was asked for by quantity or takes back all that is left. */
  readonly quantity: string | null;
  readonly net: bigint;
  readonly taxes: readonly { readonly rateId: string; readonly taxable: bigint; readonly amount: bigint }[];
  readonly total: bigint;
};

/** A credit note's figures, all positive: what goes back. */
export type CreditTotals = {
  readonly currency: Totals['currency'];
  readonly lines: readonly CreditLine[];
  readonly netTotal: bigint;
  readonly taxTotals: readonly TaxTotal[];
  readonly taxTotal: bigint;
  readonly total: bigint;
};
