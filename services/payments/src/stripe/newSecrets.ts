import type { Clock } from '@purser/clock';

/**
 * Client secrets of intents that this process made a moment ago, in memory alone: whoever had one made need not wait until Stripe is asked for
 * it again. Each is given away once, to the first who may have it; after that, or in another process, Stripe is asked.
 */
export type NewSecrets = { keep(intentId: string, secret: string): void; take(intentId: string): string | undefined };

const for_ms = 60_000;
const most = 1_000;

export function openNewSecrets({ elapsed_ms }: Pick<Clock, 'elapsed_ms'>): NewSecrets {
  const known = new Map<string, { secret: string; at_ms: number }>();
  return {
    keep: (intentId, secret) => {
      known.set(intentId, { secret, at_ms: elapsed_ms() });
      for (const [eldest, { at_ms }] of known) {
        if (known.size <= most && elapsed_ms() - at_ms < for_ms) break;
        known.delete(eldest);
      }
    },
    take: (intentId) => {
      const found = known.get(intentId);
      known.delete(intentId);
      return found && elapsed_ms() - found.at_ms < for_ms ? found.secret : undefined;
    },
  };
}
