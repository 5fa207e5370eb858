/** Numbers that look random and follow from a seed: the same seed gives the same plan, on any machine. */
export type Random = {
  /** From 0 up to, and without, 1. */
  next(): number;
  /** A whole number from 0 up to, and without, `below`. */
  below(below: number): number;
  chance(share: number): boolean;
  pick<T>(of: readonly [T, ...T[]]): T;
  shuffled<T>(of: readonly T[]): T[];
};

/** FNV-1a over the seed's text, then mulberry32. */
export function seeded(seed: string): Random {
  let state = 0x811c9dc5;
  for (const char of seed) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (most: number) => Math.floor(next() * most);
  return {
    next,
    below,
    chance: (share) => next() < share,
    pick: (of) => of[below(of.length)] ?? of[0],
    shuffled: (of) => {
      const left = [...of];
      return of.flatMap(() => left.splice(below(left.length), 1));
    },
  };
}
