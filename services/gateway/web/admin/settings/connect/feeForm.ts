import type { FeeTermsModel } from '../../../../src/api/models/stripeConnect.ts';

/** What stands in the fields: the percentage as it was typed, and a fixed part, in minor units, of each currency. */
export type FeeForm = { percent: string; fixed: readonly FixedPart[] };
/** `unreadable`: what was typed is no amount of its currency. */
export type FixedPart = { currency: string; amount: number | null; unreadable?: boolean };

/** What is taken now, and a field for the first fixed part where there is none. */
export function feeFormOf({ basisPoints, fixed }: FeeTermsModel, first: string): FeeForm {
  return {
    percent: String(basisPoints / 100),
    fixed: fixed.length > 0 ? fixed : [{ currency: first, amount: null }],
  };
}

/** A percentage with two decimals at most, as hundredths of a percent; a comma does for a point. Nothing is zero. */
export function basisPointsIn(text: string): number | undefined {
  const typed = text.trim().replace(',', '.');
  if (typed === '') return 0;
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(typed)) return undefined;
  const points = Math.round(Number(typed) * 100);
  return points <= 10_000 ? points : undefined;
}

/** As the API takes it; undefined while something is not to be read. A fixed part of nothing is left out. */
export function readFee({ percent, fixed }: FeeForm): FeeTermsModel | undefined {
  const basisPoints = basisPointsIn(percent);
  if (basisPoints === undefined || fixed.some(({ unreadable }) => unreadable)) return undefined;
  const parts = fixed.flatMap(({ currency, amount }) => (amount ? [{ currency, amount }] : []));
  return { basisPoints, fixed: parts };
}
