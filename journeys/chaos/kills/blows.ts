import type { Stack } from '@purser/local';
import type { Blow } from '../plan/kills.ts';
import { type Killed, strike } from './strike.ts';

export type Blows = {
  /** A payment begins: what is planned for it strikes. */
  begun(payment: number): void;
  /** Resolves with all that was killed, once the last blow fell. @throws when a blow could not be dealt */
  ended(): Promise<Killed[]>;
};

/** Deals the blows of the plan one after the other, each no sooner than its payment began. */
export function dealBlows(stack: Stack, planned: readonly Blow[], tell: (killed: Killed[]) => void): Blows {
  const from_ms = performance.now();
  const left = [...planned].sort((a, b) => a.payment - b.payment);
  const all: Killed[] = [];
  let last: Promise<void> = Promise.resolve();
  const deal = async (blow: Blow) => {
    const killed = await strike(stack, blow, from_ms);
    all.push(...killed);
    tell(killed);
  };
  return {
    begun: (payment) => {
      for (let next = left[0]; next && next.payment <= payment; next = left[0]) {
        const blow = next;
        left.shift();
        last = last.then(() => deal(blow));
        // Whoever waits for the end hears of it.
        last.catch(() => {});
      }
    },
    ended: async () => {
      await last;
      return all;
    },
  };
}
