import { setTimeout as pause } from 'node:timers/promises';
import type { Trouble } from '../plan/troubles.ts';
import { cause, endTroubles } from './cause.ts';

export type Troubles = {
  /** A payment begins: what is planned for it comes. */
  begun(payment: number): void;
  /** Resolves once all of them are over. @throws when one could not be brought about */
  ended(): Promise<void>;
};

/** Brings about the troubles of the plan, each no sooner than its payment began; several may be at once. */
export function dealTroubles(sandbox: string, planned: readonly Trouble[], tell: (trouble: Trouble) => void): Troubles {
  const left = [...planned].sort((a, b) => a.payment - b.payment);
  const all: Promise<void>[] = [];
  const deal = async (trouble: Trouble) => {
    await pause(trouble.delay_ms);
    tell(trouble);
    await cause(sandbox, trouble);
  };
  return {
    begun: (payment) => {
      for (let next = left[0]; next && next.payment <= payment; next = left[0]) {
        left.shift();
        const dealt = deal(next);
        // Whoever waits for the end hears of it.
        dealt.catch(() => {});
        all.push(dealt);
      }
    },
    ended: async () => {
      await Promise.all(all);
      await endTroubles(sandbox);
    },
  };
}
