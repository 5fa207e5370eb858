import { platformOf } from '../store/scope.ts';
import type { Scope } from '../world.ts';
import { type Endpoint, platformHearers, wants } from './hearers.ts';
import { scheduleDeliveries } from './owe.ts';

type Related = { id: string; type: string; url: string };
export type ThinEvent = { type: `v2.${string}`; related: Related; data?: object };

/**
 * Records a thin event of the platform's about an account of its, and owes its notification to every destination for such accounts that
 * wants it. What it tells beyond its object is read by id (`GET /v2/core/events/{id}`).
 */
export function emitThin(scope: Scope, event: ThinEvent): void {
  const at = { ...scope, account: platformOf(scope.world).account, connected: false };
  record(
    at,
    event,
    platformHearers(scope).filter((one) => one.secret.thin !== undefined && wants(one, event.type)),
  );
}

/** Where an object of the first version is read, by what it says it is. */
const places: Record<string, string> = {
  charge: 'charges',
  customer: 'customers',
  dispute: 'disputes',
  payment_intent: 'payment_intents',
  payment_method: 'payment_methods',
  payout: 'payouts',
  refund: 'refunds',
  setup_intent: 'setup_intents',
};

/**
 * The thin twin of a snapshot event, under an id of its own, where a destination wants it. Its context is the connected account that it is
 * of, with which it and its object are read.
 */
export function emitTwin(
  scope: Scope,
  type: string,
  subject: { object: string; id?: string },
  heard: Endpoint[],
): void {
  const twin = `v1.${type}`;
  const wanting = heard.filter((one) => one.secret.thin !== undefined && wants(one, twin));
  const place = places[subject.object];
  if (wanting.length === 0 || place === undefined || subject.id === undefined) return;
  const related = { id: subject.id, type: subject.object, url: `/v1/${place}/${subject.id}` };
  record(scope, { type: twin, related }, wanting);
}

function record(
  scope: Scope,
  { type, related, data }: { type: string; related: Related; data?: object },
  wanting: Endpoint[],
): void {
  const id = scope.world.ids.next('evt_');
  const body = {
    id,
    object: 'v2.core.event',
    ...(scope.connected ? { context: scope.account } : {}),
    created: new Date(scope.now * 1000).toISOString(),
    ...(data ? { data } : {}),
    livemode: false,
    reason: {
      type: 'request',
      request: { id: scope.request.id ?? '', idempotency_key: scope.request.idempotencyKey ?? '' },
    },
    related_object: related,
    type,
  };
  scope.world.db
    .sql('INSERT INTO events (id, account, type, created, body) VALUES (?, ?, ?, ?, ?)')
    .run(id, scope.account, type, scope.now, JSON.stringify(body));
  scheduleDeliveries(scope, id, type, wanting);
}
