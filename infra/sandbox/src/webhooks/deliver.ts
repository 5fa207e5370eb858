import type { Stored } from '../kinds.ts';
import { textOf, transaction } from '../store/open.ts';
import type { World } from '../world.ts';
import {
  type AttemptResult,
  type Delivery,
  dueAt,
  endpointsOwed,
  eventBody,
  nextDue,
  notification,
  recordAttempt,
} from './deliveries.ts';
import { createPoster } from './post.ts';
import { signatureHeader } from './sign.ts';

/** The loop that sends what is owed. */
export interface Deliverer {
  /** Sends what is due and says when to come back, in sandbox milliseconds. */
  pump: () => number | undefined;
  stop: () => Promise<void>;
}

function endpointById(world: World, id: string): Stored<'webhook_endpoint'> | undefined {
  const row = world.db.sql("SELECT body, secret FROM objects WHERE id = ? AND kind = 'webhook_endpoint'").get(id);
  return row && { body: JSON.parse(textOf(row.body)), secret: JSON.parse(textOf(row.secret)) };
}

/** A destination of thin events gets the event without what it tells, as it happened. */
function bodyFor(world: World, { event }: Delivery, { body, secret }: Stored<'webhook_endpoint'>): object | undefined {
  return secret.thin ? notification(world, event) : eventBody(world, event, body.api_version);
}

/** Secrets that sign now; an older one signs until it expires. */
function secretsInUse(world: World, endpoint: Stored<'webhook_endpoint'>): string[] {
  const now = world.clock.nowMs();
  return endpoint.secret.secrets
    .filter(({ expiresAt }) => expiresAt === null || expiresAt > now)
    .map(({ secret }) => secret);
}

/**
 * Sends due deliveries. Each endpoint has its own room (`webhookConcurrency`), so a slow one delays only itself;
 * what was under way when the process died is still owed and is sent again.
 */
export function createDeliverer(world: World): Deliverer {
  const poster = createPoster();
  const underWay = new Map<number, Promise<void>>();
  const busy = new Map<string, number>();
  let stopped = false;

  async function attempt(delivery: Delivery): Promise<AttemptResult> {
    const atMs = world.clock.nowMs();
    const started = performance.now();
    const result = (status: number | null, error: string | null) => ({
      atMs,
      tookMs: Math.round(performance.now() - started),
      status,
      error,
    });
    const endpoint = endpointById(world, delivery.endpoint);
    const event = endpoint && bodyFor(world, delivery, endpoint);
    if (!endpoint || !event) return result(null, 'the endpoint or the event is gone');
    const payload = JSON.stringify(event, null, 2);
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
      'stripe-signature': signatureHeader(payload, secretsInUse(world, endpoint), Math.floor(Date.now() / 1000)),
    };
    try {
      return result(await poster.post(endpoint.body.url, payload, headers, world.settings.webhookTimeoutMs), null);
    } catch (error) {
      return result(null, error instanceof Error ? error.message : String(error));
    }
  }

  function start(delivery: Delivery): void {
    busy.set(delivery.endpoint, (busy.get(delivery.endpoint) ?? 0) + 1);
    const work = attempt(delivery).then((result) => {
      underWay.delete(delivery.seq);
      busy.set(delivery.endpoint, (busy.get(delivery.endpoint) ?? 1) - 1);
      // What ends after the stop stays owed: the next start sends it again.
      if (stopped) return;
      transaction(world.db, () => recordAttempt(world, delivery, result));
      world.wake();
    });
    underWay.set(delivery.seq, work);
  }

  function startDue(endpoint: string): void {
    const room = world.settings.webhookConcurrency - (busy.get(endpoint) ?? 0);
    if (room <= 0) return;
    // What is under way is still stored as owed, so twice the room is enough to find as much again.
    const waiting = dueAt(world, endpoint, world.settings.webhookConcurrency * 2).filter(
      ({ seq }) => !underWay.has(seq),
    );
    for (const delivery of waiting.slice(0, room)) start(delivery);
  }

  return {
    pump() {
      if (stopped) return undefined;
      const owed = endpointsOwed(world);
      for (const endpoint of owed) startDue(endpoint);
      const due = owed.map((endpoint) => nextDue(world, endpoint)).filter((at) => at !== undefined);
      return due.length > 0 ? Math.min(...due) : undefined;
    },
    async stop() {
      stopped = true;
      poster.close();
      await Promise.allSettled(underWay.values());
    },
  };
}
