import type Stripe from 'stripe';
import { all, find, insert, save } from '../store/objects.ts';
import { expand, mergeMetadata, metadata, paging } from '../transport/common.ts';
import { endpoint, ok } from '../transport/endpoint.ts';
import { invalidParam, invalidRequest, noSuch } from '../transport/errors.ts';
import { listObjects } from '../transport/page.ts';
import { clearable, flag, listOf, optional, type Parse, shape, text } from '../transport/params.ts';
import { holdDeliveries } from '../webhooks/deliveries.ts';
import type { Call } from '../world.ts';

const maxEndpoints = 16;

const url: Parse<string> = (raw, name) => {
  const value = text(raw, name);
  if (!/^https?:\/\/[^/]/.test(value) || !URL.canParse(value)) {
    throw invalidParam(name, 'Invalid URL: An explicit scheme (such as https) must be provided.', 'url_invalid');
  }
  return value;
};

const enabledEvents: Parse<string[]> = (raw, name) => {
  const events = listOf(text, 500)(raw, name);
  if (events.length === 0) throw invalidParam(name, `Missing required param: ${name}.`, 'parameter_missing');
  const wrong = events.find((event) => event !== '*' && !/^[a-z0-9_]+(\.[a-z0-9_]+)+$/.test(event));
  if (wrong !== undefined) throw invalidParam(name, `Invalid ${name}: '${wrong}' is not an event type.`);
  return events;
};

function stored(call: Call) {
  const [id = ''] = call.path;
  const found = find(call, 'webhook_endpoint', id);
  if (!found || found.body.deleted || found.secret.thin) throw noSuch('webhook endpoint', id);
  return found;
}

const create = endpoint(
  shape(
    { enabled_events: enabledEvents, url },
    { api_version: text, connect: flag, description: clearable(text), expand, metadata },
  ),
  {
    method: 'POST',
    path: '/v1/webhook_endpoints',
    run(call, params) {
      if (all(call, 'webhook_endpoint').length >= maxEndpoints) {
        throw invalidRequest(`You have reached the maximum of ${maxEndpoints} test webhook endpoints.`);
      }
      const body: Stripe.WebhookEndpoint = {
        id: call.world.ids.next('we_'),
        object: 'webhook_endpoint',
        api_version: params.api_version ?? null,
        application: null,
        created: call.now,
        description: params.description ?? null,
        enabled_events: params.enabled_events,
        livemode: false,
        metadata: mergeMetadata({}, params.metadata),
        status: 'enabled',
        url: params.url,
      };
      const secret = call.world.ids.next('whsec_', 32);
      insert(call, 'webhook_endpoint', body, {
        secrets: [{ secret, expiresAt: null }],
        connect: params.connect ?? false,
      });
      // The only answer that ever shows the secret.
      return ok('webhook_endpoint', { ...body, secret }, params.expand);
    },
  },
);

const retrieve = endpoint(optional({ expand }), {
  method: 'GET',
  path: '/v1/webhook_endpoints/:id',
  run: (call, params) => ok('webhook_endpoint', stored(call).body, params.expand),
});

const update = endpoint(
  optional({ description: clearable(text), disabled: flag, enabled_events: enabledEvents, expand, metadata, url }),
  {
    method: 'POST',
    path: '/v1/webhook_endpoints/:id',
    run(call, { disabled, expand: paths, metadata: change, ...plain }) {
      const before = stored(call);
      const status = disabled === undefined ? before.body.status : disabled ? 'disabled' : 'enabled';
      const after: Stripe.WebhookEndpoint = {
        ...before.body,
        ...plain,
        status,
        metadata: mergeMetadata(before.body.metadata, change),
      };
      save(call, 'webhook_endpoint', after, before.secret);
      if (status !== before.body.status) holdDeliveries(call.world, after.id, disabled ? 'hold' : 'resume');
      return ok('webhook_endpoint', after, paths);
    },
  },
);

const remove = endpoint(optional({}), {
  method: 'DELETE',
  path: '/v1/webhook_endpoints/:id',
  run(call) {
    const { body } = stored(call);
    call.world.db.sql('DELETE FROM objects WHERE id = ?').run(body.id);
    holdDeliveries(call.world, body.id, 'cancel');
    return ok('webhook_endpoint', { id: body.id, object: 'webhook_endpoint', deleted: true }, undefined);
  },
});

const list = endpoint(optional({ ...paging }), {
  method: 'GET',
  path: '/v1/webhook_endpoints',
  // Destinations of thin events are the second version's to list.
  run: (call, params) =>
    listObjects(call, 'webhook_endpoint', { also: [{ sql: "id LIKE 'we\\_%' ESCAPE '\\'", values: [] }] }, params),
});

export const webhookEndpoints = [create, list, retrieve, update, remove];
