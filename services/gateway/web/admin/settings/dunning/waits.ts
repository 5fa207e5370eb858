import { type DunningFault, dunningFaults, mostTries } from '@purser/billing';

/** A wait as it is being typed. */
export type Wait = { id: string; days: string };

export const mostWaits = mostTries - 1;

export const waitsOf = (days: readonly number[]): Wait[] =>
  days.map((each) => ({ id: crypto.randomUUID(), days: String(each) }));

/** Whole days; what is not finished reads as zero, which is no wait. */
export const readWaits = (waits: readonly Wait[]): number[] =>
  waits.map(({ days }) => (/^\d{1,3}$/.test(days.trim()) ? Number(days.trim()) : 0));

const words: Record<DunningFault['code'], string> = {
  too_many: `No more than ${mostTries} tries.`,
  out_of_range: '1 to 30 days.',
  not_escalating: 'No shorter than the one before.',
};

/** What is wrong with the waits, in words, by their place. */
export function waitFaults(waits: readonly Wait[]): Map<number, string> {
  return new Map(dunningFaults(readWaits(waits)).map(({ at, code }) => [at, words[code]]));
}

/** Undefined while it is none. */
export function readGrace(text: string): number | undefined {
  const days = text.trim();
  return /^\d{1,2}$/.test(days) && Number(days) <= 60 ? Number(days) : undefined;
}

/** The wait that follows the last, where somebody adds one: as long, and two days more, as far as that goes. */
export const nextDays = (waits: readonly Wait[]): string => String(Math.min(30, (readWaits(waits).at(-1) ?? -1) + 2));
