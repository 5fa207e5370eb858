import type { RecurringModel } from '../../../src/api/models/recurring.ts';

type Rhythm = Pick<RecurringModel, 'every' | 'unit'> & { monthEnd?: boolean | undefined };

/** @example rhythmWords({ every: 3, unit: 'month', monthEnd: true }) === 'Every 3 months, on the last day' */
export function rhythmWords({ every, unit, monthEnd = false }: Rhythm): string {
  const often = every === 1 ? `Every ${unit}` : `Every ${every} ${unit}s`;
  return monthEnd ? `${often}, on the last day` : often;
}

/** What happens on its day. */
export function reviewWords(days: number): string {
  if (days === 0) return 'Issued at once';
  return `Issued after ${days === 1 ? 'a day' : `${days} days`} of review`;
}
