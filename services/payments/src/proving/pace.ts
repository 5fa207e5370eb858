import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '@purser/clock';

export type Pace = {
  /** Resolves when one more request may go out; in the order of asking. */
  turn(): Promise<void>;
};

/** So many requests a second for all that reads Stripe without hurry, all tenants together: payments go first. */
export function pace({ elapsed_ms }: Pick<Clock, 'elapsed_ms'>, perSecond: number): Pace {
  const gap_ms = 1000 / perSecond;
  let free_ms = Number.NEGATIVE_INFINITY;
  return {
    turn: async () => {
      const now = elapsed_ms();
      const at = Math.max(now, free_ms);
      free_ms = at + gap_ms;
      if (at > now) await sleep(at - now);
    },
  };
}
