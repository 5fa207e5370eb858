/** The middle value; of an even number the mean of the two in the middle. @throws RangeError for no values */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (upper === undefined || lower === undefined) throw new RangeError('no values have no middle');
  return (lower + upper) / 2;
}

/** The value that `share` (0 to 1) of all values do not exceed. @throws RangeError for no values */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('no values have no percentile');
  return value;
}

/**
 * Measures the candidates in turn, `rounds` times over, each round beginning with another one: what else the machine does
 * meanwhile, and what the one before left behind, falls on all of them alike.
 */
export async function interleave<K extends string, T>(
  rounds: number,
  candidates: Readonly<Record<K, () => Promise<T>>>,
): Promise<Record<K, T[]>> {
  const names = Object.keys(candidates) as K[];
  const seen = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<K, T[]>;
  for (let round = 0; round < rounds; round += 1) {
    for (const [i] of names.entries()) {
      const name = names[(round + i) % names.length];
      if (name !== undefined) seen[name].push(await candidates[name]());
    }
  }
  return seen;
}

/** Of each round the one figure over the other, and the median of that. @throws RangeError for no rounds */
export function ratioOf(ours: readonly number[], theirs: readonly number[]): number {
  return median(ours.map((value, round) => value / (theirs[round] ?? Number.NaN)));
}
