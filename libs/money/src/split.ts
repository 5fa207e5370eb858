import type { Money } from './money.ts';
import { MoneyError } from './moneyError.ts';

/** The most parts one amount is split into; bounds the work. */
export const MAX_PARTS = 10_000;

/**
 * Splits by largest remainder (Hamilton's method): every part gets its exact share rounded towards zero, and the units
 * left over go one each to the parts that lost most, the earlier one first on a tie. The parts always add up to the
 * whole, none is further than one unit from its exact share, and equal input gives equal output.
 *
 * `by` is a number of equal parts or a list of weights; a weight of zero gets nothing. Negative amounts split as the
 * mirror image of positive ones. Throws `invalidSplit`: no parts, too many, a weight below zero, or all weights zero
 * (unless the amount is zero too).
 */
export function split(whole: Money, by: number | readonly bigint[]): Money[] {
  const weights = typeof by === 'number' ? equalWeights(by) : by;
  return splitAmount(whole.amount, weights).map((amount) => ({ amount, currency: whole.currency }));
}

/** {@link split} on bare minor units. */
export function splitAmount(whole: bigint, weights: readonly bigint[]): bigint[] {
  const total = totalWeight(weights);
  if (whole < 0n) return splitAmount(-whole, weights).map((part) => -part);
  if (total === 0n) {
    if (whole === 0n) return weights.map(() => 0n);
    throw new MoneyError('invalidSplit', 'Cannot split an amount when all weights are zero');
  }
  const parts = weights.map((weight) => (whole * weight) / total);
  const rests = weights.map((weight) => (whole * weight) % total);
  const left = whole - parts.reduce((sum, part) => sum + part, 0n);
  const byRest = weights.map((_, index) => index).sort((a, b) => descending(rests[a] ?? 0n, rests[b] ?? 0n) || a - b);
  for (const index of byRest.slice(0, Number(left))) parts[index] = (parts[index] ?? 0n) + 1n;
  return parts;
}

function equalWeights(parts: number): bigint[] {
  if (!Number.isInteger(parts) || parts < 1 || parts > MAX_PARTS) {
    throw new MoneyError('invalidSplit', `Cannot split into ${parts} parts`);
  }
  return Array.from({ length: parts }, () => 1n);
}

function totalWeight(weights: readonly bigint[]): bigint {
  if (weights.length === 0 || weights.length > MAX_PARTS) {
    throw new MoneyError('invalidSplit', `Cannot split into ${weights.length} parts`);
  }
  if (weights.some((weight) => weight < 0n)) throw new MoneyError('invalidSplit', 'A weight is never negative');
  return weights.reduce((sum, weight) => sum + weight, 0n);
}

function descending(a: bigint, b: bigint): number {
  if (a === b) return 0;
  return a > b ? -1 : 1;
}
