import type { Currency, RoundingMode } from '@purser/money';
import type { TaxKind, TaxRounding } from './invoiceInput.ts';

// Everything here is plain JSON: amounts are whole minor units as text, so a stored "why" needs no reviver and no float.

export type WhyDiscount = { readonly percent: string } | { readonly amount: string };

export type WhyRate = {
  readonly id: string;
  readonly name: string;
  readonly percent: string;
  readonly inclusive: boolean;
  readonly kind: TaxKind;
};

/** What the rest of the invoice decided for this line; the line alone cannot know it. */
export type WhyShare = {
  /** The amount shared out over all lines. */
  readonly total: string;
  /** What this line received of the units that rounding down all shares left over. */
  readonly extra: string;
};

export type WhyGiven = {
  readonly currency: Currency;
  readonly rounding: TaxRounding;
  readonly roundingMode: RoundingMode;
  readonly line: {
    readonly id: string;
    readonly quantity: string;
    /** In minor units, possibly with decimals. */
    readonly unitPrice: string;
    readonly discount: WhyDiscount | null;
    /** In the order in which the invoice first names them. */
    readonly taxes: readonly WhyRate[];
  };
  /** `base` is what all lines come to after their own discounts. */
  readonly invoiceDiscount: (WhyShare & { readonly discount: WhyDiscount; readonly base: string }) | null;
  /** Under document rounding, one for each rate of the line that charges; `total` is the rate's tax. */
  readonly documentTaxes: readonly (WhyShare & { readonly rateId: string })[];
};

export type WhyRule =
  | 'gross'
  | 'lineDiscount'
  | 'invoiceDiscount'
  | 'price'
  | 'inclusiveTax'
  | 'net'
  | 'exclusiveTax'
  | 'reverseCharge'
  | 'exempt'
  | 'total';

/** One step of the reckoning. Inputs are what the rule used, written out; the result is in minor units. */
export type WhyStep = {
  readonly rule: WhyRule;
  readonly inputs: Readonly<Record<string, string>>;
  readonly result: string;
};

/** Why a line has its amount: what was given, and the steps that follow from it, in order. */
export type Why = { readonly version: 1; readonly given: WhyGiven; readonly steps: readonly WhyStep[] };
