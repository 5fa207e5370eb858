import type { Clock } from '@purser/clock';
import { fault } from '@purser/fault';

/** How fast one account's API is asked. */
export type Pace = {
  /** Waits for its turn. @throws Fault limited when that is too far off: the asker comes again later, and holds nothing meanwhile */
  turn(): Promise<void>;
  /** Stripe said that it was too much: slower from now on, and faster again only bit by bit. */
  tooMuch(): void;
};

/** Longer than this nobody waits with a lease in hand. */
const mostWait_ms = 4_000;
/** A few may come at once, as the calls of one payment do. */
const burst_ms = 200;
const pause_ms = 500;
const slowest_ms = 1_000;
/** Of the way back to full speed, at each call. */
const recovery = 0.02;

type Parts = { perSecond: number; clock: Pick<Clock, 'elapsed_ms'>; sleep: (ms: number) => Promise<void> };

export function paceOf({ perSecond, clock, sleep }: Parts): Pace {
  const usual_ms = 1_000 / perSecond;
  let between_ms = usual_ms;
  let next_ms = 0;
  return {
    turn: async () => {
      const now = clock.elapsed_ms();
      next_ms = Math.max(next_ms, now - burst_ms);
      const wait_ms = next_ms - now;
      if (wait_ms > mostWait_ms)
        throw fault('limited', 'stripe_busy', 'The payment service is busy.', { retryAfter_ms: Math.ceil(wait_ms) });
      next_ms += between_ms;
      between_ms -= (between_ms - usual_ms) * recovery;
      if (wait_ms > 0) await sleep(wait_ms);
    },
    tooMuch: () => {
      between_ms = Math.min(slowest_ms, between_ms * 2);
      next_ms = Math.max(next_ms, clock.elapsed_ms()) + pause_ms;
    },
  };
}
