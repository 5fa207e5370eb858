import { BillingError } from './billingError.ts';
import { reckonLine } from './reckonLine.ts';
import type { Why } from './why.ts';

/**
 * Reckons a stored "why" again from what was given. The result equals what was stored, byte for byte in its JSON.
 * Throws BillingError `whyVersionUnknown` for a version that this code does not know.
 */
export function replay(why: Why): Why {
  if (why.version !== 1) {
    throw new BillingError('whyVersionUnknown', `This code knows version 1, not ${String(why.version)}`);
  }
  return reckonLine(why.given).why;
}

/** Whether a stored "why" still comes to what it says: the proof that nothing was altered and no rule has drifted. */
export function isReproducible(why: Why): boolean {
  return canonicalText(replay(why)) === canonicalText(why);
}

/** One text per value, with keys in alphabetical order, because PostgreSQL's jsonb gives them back in an order of its own. */
export function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}
