import { textOf } from '../store/open.ts';
import { expand, paging, timeRange } from '../transport/common.ts';
import { endpoint, ok } from '../transport/endpoint.ts';
import { invalidParam, noSuch } from '../transport/errors.ts';
import { type Condition, listAnswer } from '../transport/page.ts';
import { flag, listOf, optional, text } from '../transport/params.ts';
import { pendingWebhooks } from '../webhooks/deliveries.ts';
import type { Call } from '../world.ts';

const thirtyDays = 30 * 24 * 60 * 60;

/** Events can be asked for during 30 days. */
const recent = (call: Call): Condition => ({
  sql: "created > ? AND type NOT GLOB 'v[12].*'",
  values: [call.now - thirtyDays],
});

function typeCondition(type: string | undefined, types: string[] | undefined): Condition[] {
  if (type !== undefined && types !== undefined)
    throw invalidParam('types', 'You may pass either type or types, but not both.');
  // The only place where Stripe takes a wildcard: `type=charge.*`.
  if (type !== undefined) return [{ sql: 'type GLOB ?', values: [type.replaceAll(/[[\]?]/g, '')] }];
  if (types === undefined || types.length === 0) return [];
  return [{ sql: `type IN (${types.map(() => '?').join(', ')})`, values: types }];
}

const undelivered =
  "EXISTS (SELECT 1 FROM deliveries WHERE deliveries.event = events.id AND deliveries.state <> 'succeeded')";

function deliveryCondition(success: boolean | undefined): Condition[] {
  if (success === undefined) return [];
  return [{ sql: success ? `NOT ${undelivered}` : undelivered, values: [] }];
}

const retrieve = endpoint(optional({ expand }), {
  method: 'GET',
  path: '/v1/events/:id',
  run(call, params) {
    const [id = ''] = call.path;
    const row = call.world.db
      .sql("SELECT body FROM events WHERE id = ? AND account = ? AND created > ? AND type NOT GLOB 'v[12].*'")
      .get(id, call.account, call.now - thirtyDays);
    if (!row) throw noSuch('event', id);
    const body: object = JSON.parse(textOf(row.body));
    return ok('event', { ...body, pending_webhooks: pendingWebhooks(call.world, id) }, params.expand);
  },
});

const list = endpoint(
  optional({ ...paging, created: timeRange, delivery_success: flag, type: text, types: listOf(text, 20) }),
  {
    method: 'GET',
    path: '/v1/events',
    run(call, params) {
      const conditions = [
        recent(call),
        ...typeCondition(params.type, params.types),
        ...deliveryCondition(params.delivery_success),
      ];
      return listAnswer(call, { table: 'events', kind: 'event', noun: 'event', conditions }, params, (body, id) => ({
        ...body,
        pending_webhooks: pendingWebhooks(call.world, id),
      }));
    },
  },
);

export const events = [list, retrieve];
