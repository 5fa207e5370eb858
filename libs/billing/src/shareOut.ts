import { compareRationals, floor, fraction, type Rational } from '@purser/money';
import { smaller, total } from './amounts.ts';

/** One line's claim on an amount: its exact share, and the most it can take (no `room` means no limit). */
export type Claim = { readonly exact: Rational; readonly room?: bigint };

/** What a claim receives: the whole units of its exact share, and units out of those that rounding left over. */
export type Share = { readonly units: bigint; readonly extra: bigint };

/** The whole units of a claim. */
export function wholeUnits(claim: Claim): bigint {
  const units = floor(claim.exact);
  return claim.room === undefined ? units : smaller(units, claim.room);
}

/**
 * Gives a rounded amount back to the lines whose exact shares made it up, by largest remainder, the earlier line first on
 * a tie. No line gets more than its room; the shares add up to the amount, which must not exceed the rooms together.
 */
export function shareOut(amount: bigint, claims: readonly Claim[]): Share[] {
  const units = claims.map(wholeUnits);
  const extras = claims.map(() => 0n);
  let left = amount - total(units);
  const byRemainder = claims
    .map((claim, index) => ({ index, rest: fraction(claim.exact) }))
    .sort((a, b) => compareRationals(b.rest, a.rest) || a.index - b.index);
  while (left > 0n) {
    const before = left;
    for (const { index } of byRemainder) {
      const room = claims[index]?.room;
      const taken = (units[index] ?? 0n) + (extras[index] ?? 0n);
      if (left === 0n || (room !== undefined && taken >= room)) continue;
      extras[index] = (extras[index] ?? 0n) + 1n;
      left -= 1n;
    }
    if (left === before) break;
  }
  if (left !== 0n) throw new RangeError(`Cannot share out ${amount}: ${left} left`);
  return claims.map((_, index) => ({ units: units[index] ?? 0n, extra: extras[index] ?? 0n }));
}
