import type Stripe from 'stripe';
import type { Body, Kind } from '../kinds.ts';
import type { Scope } from '../world.ts';
import { emitTwin } from './emitThin.ts';
import { hearersOf, wants } from './hearers.ts';
import { scheduleDeliveries } from './owe.ts';
import { previousAttributes } from './previousAttributes.ts';

const defaultApiVersion = '2026-10-28.endive';

/** Any object an event may speak of. */
export type Subject =
  | Stripe.Application
  | Stripe.Balance
  | Stripe.Capability
  | Exclude<
      Body<Exclude<Kind, 'webhook_endpoint' | 'challenge' | 'account_link' | 'oauth_code'>>,
      Stripe.DeletedCustomer
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
  const heard = hearersOf(scope);
  scheduleDeliveries(
    scope,
    id,
    type,
    heard.filter((one) => one.secret.thin === undefined && wants(one, type)),
  );
  emitTwin(scope, type, subject, heard);
}
