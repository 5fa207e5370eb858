import type { Currency } from '@purser/money';
import type { TaxKind } from './invoiceInput.ts';
import type { Why } from './why.ts';

// All amounts are whole minor units of the invoice's currency.

export type LineTax = { readonly rateId: string; readonly taxable: bigint; readonly amount: bigint };

export type LineTotals = {
  readonly id: string;
  readonly quantity: string;
  /** Quantity times price, rounded; contains inclusive tax. */
  readonly gross: bigint;
  /** The line's own discount. */
  readonly discount: bigint;
  /** The line's share of the invoice's discount. */
  readonly invoiceDiscount: bigint;
  /** Without any tax: gross - discount - invoiceDiscount - inclusive tax. */
  readonly net: bigint;
  readonly taxes: readonly LineTax[];
  /** net + all taxes. */
  readonly total: bigint;
  readonly why: Why;
};

export type TaxTotal = {
  readonly rateId: string;
  readonly name: string;
  readonly percent: string;
  readonly inclusive: boolean;
  readonly kind: TaxKind;
  readonly taxable: bigint;
  readonly amount: bigint;
};

/**
 * `total` = `netTotal` + `taxTotal`, and also `subtotal` - `discountTotal` + exclusive tax. Each figure is the sum of the
 * same figure over the lines.
 */
export type Totals = {
  readonly currency: Currency;
  readonly lines: readonly LineTotals[];
  /** Sum of the lines' gross. */
  readonly subtotal: bigint;
  /** Sum of all discounts, of lines and invoice. */
  readonly discountTotal: bigint;
  readonly netTotal: bigint;
  readonly taxTotals: readonly TaxTotal[];
  readonly taxTotal: bigint;
  readonly total: bigint;
};
