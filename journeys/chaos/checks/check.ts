import type { Snapshot } from '../snapshot/snapshot.ts';

/** What a check found: how much it looked at, and everything that is not as it must be, named. */
export type Finding = { looked: number; offenders: string[] };

export type Check = {
  /** What must hold, as a sentence. */
  promise: string;
  find(snapshot: Snapshot): Finding;
};

/** Looks at each of many; what `wrong` returns names the offence. */
export function each<T>(all: Iterable<T>, wrong: (one: T) => string | false | undefined): Finding {
  const offenders: string[] = [];
  let looked = 0;
  for (const one of all) {
    looked += 1;
    const offence = wrong(one);
    if (offence) offenders.push(offence);
  }
  return { looked, offenders };
}

export function together(...findings: readonly Finding[]): Finding {
  return {
    looked: findings.reduce((sum, { looked }) => sum + looked, 0),
    offenders: findings.flatMap(({ offenders }) => offenders),
  };
}

export function sum<T>(of: readonly T[] | undefined, amount: (one: T) => number): number {
  return (of ?? []).reduce((total, one) => total + amount(one), 0);
}
