import { refusedField } from './refusals.ts';

/** Two days, both counting, as YYYY-MM-DD. */
export type Period = { from: string; until: string };

/** @throws Fault invalid: it ends before it begins */
export function checkPeriod({ from, until }: Period): void {
  // Dates sort as text.
  if (until < from) throw refusedField('until', 'before_beginning', 'The last day comes before the first.');
}
