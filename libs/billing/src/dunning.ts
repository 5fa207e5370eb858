import { addDays } from './calendarDate.ts';

/** What is done when the bank refuses an invoice that is charged by itself. */
export type DunningPolicy = {
  /** Days from one refused try to the next, each no shorter than the one before; no entry means that nothing is tried again. */
  waits_days: readonly number[];
  /** Days from the last notice to the end. */
  grace_days: number;
  /** What becomes of the invoice then: written off as uncollectible, or left to staff. */
  end: 'writeOff' | 'leave';
};

/** Unless the tenant says otherwise. */
export const usualDunning: DunningPolicy = { waits_days: [1, 3, 5, 7], grace_days: 7, end: 'leave' };

/** What card networks bear, with room to spare: whatever a policy says, one card is asked no more often for one invoice. */
export const mostTries = 8;
const longestWait_days = 30;

export type DunningFault = { at: number; code: 'too_many' | 'out_of_range' | 'not_escalating' };

/** What is wrong with the waits, in their order. */
export function dunningFaults(waits: readonly number[]): DunningFault[] {
  return waits.flatMap((wait, at): DunningFault[] => {
    if (at >= mostTries - 1) return [{ at, code: 'too_many' }];
    if (!Number.isInteger(wait) || wait < 1 || wait > longestWait_days) return [{ at, code: 'out_of_range' }];
    return wait < (waits[at - 1] ?? 0) ? [{ at, code: 'not_escalating' }] : [];
  });
}

/** Days until the try after `refused` refusals; null when that was the last one, which is so after `mostTries` whatever the policy says. */
export function nextWait(policy: Pick<DunningPolicy, 'waits_days'>, refused: number): number | null {
  if (refused < 1 || refused >= mostTries) return null;
  const wait = policy.waits_days[refused - 1];
  return wait === undefined ? null : Math.min(Math.max(1, Math.trunc(wait)), longestWait_days);
}

/** `try` counts from 1. The last notice goes out with the last refusal. */
export type DunningStep =
  | { on: string; what: 'try'; try: number }
  | { on: string; what: 'lastNotice' | DunningPolicy['end'] };

/**
 * What happens to an invoice that is first tried on a day, and that the bank refuses each time.
 * @example dunningTimeline({ waits_days: [3], grace_days: 7, end: 'leave' }, '2026-03-01')
 *   // tries on the 1st and the 4th, last notice on the 4th, left to staff on the 11th
 */
export function dunningTimeline(policy: DunningPolicy, firstOn: string): DunningStep[] {
  const steps: DunningStep[] = [{ on: firstOn, what: 'try', try: 1 }];
  let on = firstOn;
  for (let refused = 1, wait = nextWait(policy, 1); wait !== null; refused += 1, wait = nextWait(policy, refused)) {
    on = addDays(on, wait);
    steps.push({ on, what: 'try', try: refused + 1 });
  }
  return [...steps, { on, what: 'lastNotice' }, { on: addDays(on, policy.grace_days), what: policy.end }];
}
