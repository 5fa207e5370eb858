import type Stripe from 'stripe';
import type { Body, Stored } from '../kinds.ts';
import { all } from '../store/objects.ts';
import { readMeta } from '../store/open.ts';
import type { Scope } from '../world.ts';
import { previousAttributes } from './previousAttributes.ts';

const defaultApiVersion = '2026-10-28.endive';

type Endpoint = Stored<'webhook_endpoint'>;

/** The endpoints that want an event: the account's own, and the platform's Connect endpoints for connected accounts. */
function subscribers(scope: Scope, type: string): Endpoint[] {
  const own = all(scope, 'webhook_endpoint').filter((endpoint) => !endpoint.secret.connect);
  const platform = readMeta(scope.world.db, 'platform');
  const connect =
    scope.connected && platform !== undefined
      ? all({ world: scope.world, account: platform }, 'webhook_endpoint').filter((endpoint) => endpoint.secret.connect)
      : [];
  return [...own, ...connect].filter(
    ({ body }) => body.status === 'enabled' && body.enabled_events.some((wanted) => wanted === '*' || wanted === type),
  );
}

function scheduleDeliveries(scope: Scope, event: string, endpoints: Endpoint[]): void {
  const insert = scope.world.db.sql('INSERT INTO deliveries (event, endpoint, state, due_ms) VALUES (?, ?, ?, ?)');
  for (const endpoint of endpoints) {
    for (const plan of scope.world.webhookFaults.plan()) {
      insert.run(
        event,
        endpoint.body.id,
        plan.dropped ? 'dropped' : 'pending',
        scope.world.clock.nowMs() + plan.delayMs,
      );
    }
  }
}

/** Any object an event may speak of. */
export type Subject = Body<
  'customer' | 'payment_method' | 'payment_intent' | 'setup_intent' | 'charge' | 'balance_transaction'
>;

/**
 * Records that something happened and owes it to every subscribed endpoint; part of the caller's transaction.
 * @param before the body before the change, for events that tell what changed.
 */
export function emit(scope: Scope, type: Stripe.Event['type'], subject: Subject, before?: object): void {
  const id = scope.world.ids.next('evt_');
  const previous = before && previousAttributes(before, subject);
  const body = {
    id,
    object: 'event',
    ...(scope.connected ? { account: scope.account } : {}),
    api_version: defaultApiVersion,
    created: scope.now,
    data: { object: subject, ...(previous ? { previous_attributes: previous } : {}) },
    livemode: false,
    pending_webhooks: 0,
    request: { id: scope.request.id, idempotency_key: scope.request.idempotencyKey },
    type,
  };
  scope.world.db
    .sql('INSERT INTO events (id, account, type, created, body) VALUES (?, ?, ?, ?, ?)')
    .run(id, scope.account, type, scope.now, JSON.stringify(body));
  scheduleDeliveries(scope, id, subscribers(scope, type));
}
