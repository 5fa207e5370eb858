import type { Clock } from '@purser/clock';

/** How a caller stands within the running window, in the terms of the RateLimit headers (draft-ietf-httpapi-ratelimit-headers). */
export type Standing = { most: number; left: number; reset_s: number; isOver: boolean };

export type Pace = {
  /** Counts one request of a caller. */
  take(caller: string): Standing;
};

const window_ms = 60_000;
/** Who came first is forgotten when so many are counted: memory is bounded, and a flood of new callers frees only itself. */
const callersMost = 50_000;

/**
 * So many requests a minute for each caller, counted in this process alone: it keeps one caller from starving the others of this gateway, and
 * guards no secret. What must hold across gateways is in `limits`.
 */
export function openPace({ clock, most }: { clock: Pick<Clock, 'elapsed_ms'>; most: number }): Pace {
  const counts = new Map<string, number>();
  let began = clock.elapsed_ms();
  return {
    take: (caller) => {
      const now = clock.elapsed_ms();
      if (now - began >= window_ms) {
        counts.clear();
        began = now - ((now - began) % window_ms);
      }
      const count = (counts.get(caller) ?? 0) + 1;
      counts.set(caller, count);
      if (counts.size > callersMost) counts.delete(counts.keys().next().value ?? caller);
      return {
        most,
        left: Math.max(0, most - count),
        reset_s: Math.ceil((began + window_ms - now) / 1000),
        isOver: count > most,
      };
    },
  };
}

/** @example paceHeaders({ most: 3000, left: 2999, reset_s: 60, isOver: false }) gives `RateLimit: "minute";r=2999;t=60` */
export function paceHeaders({ most, left, reset_s }: Standing): Record<string, string> {
  return {
    'ratelimit-policy': `"minute";q=${most};w=${window_ms / 1000}`,
    ratelimit: `"minute";r=${left};t=${reset_s}`,
  };
}
