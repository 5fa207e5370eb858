import type { Log } from '@purser/bus';
import type { Clock } from '@purser/clock';
import type { Connection } from '@purser/db';
import type { StripeEndpoint } from '../stripe/accounts.ts';

const once_ms = 60_000;

/** Notes on an endpoint that good signatures were refused there, at most once a minute each: the answer does not wait for it. */
export function refusedNotes({ runtime, clock, log }: { runtime: Connection; clock: Clock; log: Log }) {
  const noted = new Map<string, number>();
  return ({ tenant, endpointId }: StripeEndpoint, why: 'mode' | 'shape'): void => {
    const now = clock.elapsed_ms();
    if ((noted.get(endpointId) ?? Number.NEGATIVE_INFINITY) + once_ms > now) return;
    if (noted.size > 10_000) noted.clear();
    noted.set(endpointId, now);
    runtime
      .tenantTx(
        { tenant },
        ({ sql }) => sql`
          update stripe_endpoints set refused_at = ${clock.business().toISOString()}, refused_why = ${why}
          where endpoint_id = ${endpointId}`,
      )
      .catch((error) =>
        log.warn({ endpoint: endpointId, error: String(error) }, 'a refused delivery could not be noted'),
      );
  };
}
