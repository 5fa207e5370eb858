import type { Currency, RoundingMode } from '@purser/money';

/**
 * The most lines of one invoice. It bounds the work of a request and the length of a document (a thousand lines are some
 * thirty pages); more is refused clearly, and belongs on a usage report attached to an invoice with fewer lines.
 */
export const MAX_LINES = 1000;

/** The most tax rates on one line; no tax system we know of puts more than four on a sale. */
export const MAX_TAXES_PER_LINE = 8;

export const MAX_ID_LENGTH = 200;
export const MAX_DESCRIPTION_LENGTH = 5000;

/** Percent as decimal text ('12.5', at most four decimals, at most 100), or an amount in minor units. */
export type Discount = { readonly percent: string } | { readonly amount: bigint };

/**
 * `reverseCharge`: the buyer accounts for the tax (EU directive 2006/112, articles 194 to 196), the invoice charges none
 * and says so. `exempt`: no tax is due. Both count as zero percent whatever `percent` says, and are kept apart because
 * tax returns list them apart.
 */
export type TaxKind = 'standard' | 'reverseCharge' | 'exempt';

export type TaxRate = {
  readonly id: string;
  readonly name: string;
  /** Decimal text: '20', '8.875'; at most four decimals, below 1000. */
  readonly percent: string;
  /** Whether the price already contains this tax. */
  readonly inclusive: boolean;
  readonly kind?: TaxKind;
};

export type LineInput = {
  readonly id: string;
  readonly description: string;
  /** Decimal text above zero: '1', '0.25', '1.250000'; at most six decimals and nine digits before the point. */
  readonly quantity: string;
  /** Price of one, in minor units. */
  readonly unitAmount: bigint;
  /**
   * The same price where it has fractions of a minor unit: '0.125' is an eighth of a penny; at most six decimals. When
   * present it is the price, and `unitAmount` is its whole part.
   */
  readonly unitAmountDecimal?: string;
  readonly discount?: Discount;
  readonly taxes: readonly TaxRate[];
};

/** `line`: each line's tax is rounded. `document`: each rate's tax is rounded once for the whole invoice. */
export type TaxRounding = 'line' | 'document';

export type InvoiceInput = {
  readonly currency: Currency;
  readonly lines: readonly LineInput[];
  /** Off the whole invoice, after the lines' own discounts, before tax. */
  readonly discount?: Discount;
  readonly rounding: TaxRounding;
  readonly roundingMode: RoundingMode;
};
