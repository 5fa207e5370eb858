import {
  formatDecimal,
  PERCENT,
  parseDecimal,
  QUANTITY,
  type Rational,
  type RoundingMode,
  rational,
  round,
  UNIT_PRICE,
} from '@purser/money';
import type { Discount } from './invoiceInput.ts';

const ONE_QUANTITY = 10n ** BigInt(QUANTITY.scale);
const ONE_MINOR_UNIT = 10n ** BigInt(UNIT_PRICE.scale);

/** 100 percent in the scale that PERCENT reads into. */
export const WHOLE = 100n * 10n ** BigInt(PERCENT.scale);

/** The price of one in minor units as decimal text, whichever of the two fields carries it. */
export function unitPriceText(line: { readonly unitAmount: bigint; readonly unitAmountDecimal?: string }): string {
  if (line.unitAmountDecimal === undefined) return String(line.unitAmount);
  return formatDecimal(parseDecimal(line.unitAmountDecimal, UNIT_PRICE), UNIT_PRICE.scale);
}

/** Quantity times price, in minor units, before rounding. */
export function exactGross(quantity: string, unitPrice: string): Rational {
  return rational(
    parseDecimal(quantity, QUANTITY) * parseDecimal(unitPrice, UNIT_PRICE),
    ONE_QUANTITY * ONE_MINOR_UNIT,
  );
}

/** What a discount takes off a base, in minor units. A percentage is rounded once, here. */
export function discountOf(base: bigint, discount: Discount | undefined, mode: RoundingMode): bigint {
  if (discount === undefined) return 0n;
  if ('amount' in discount) return discount.amount;
  return round(rational(base * parseDecimal(discount.percent, PERCENT), WHOLE), mode);
}

export function total(amounts: Iterable<bigint>): bigint {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
}

export function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
