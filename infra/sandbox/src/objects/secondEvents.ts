import type Stripe from 'stripe';
import { iso } from '../connect/second.ts';
import { all, find, insert, save } from '../store/objects.ts';
import { textOf } from '../store/open.ts';
import { mergeMetadata, metadata } from '../transport/common.ts';
import { endpoint } from '../transport/endpoint.ts';
import { invalidParam, noSuch } from '../transport/errors.ts';
import { integer, listOf, notSimulated, oneOf, optional, type Parse, shape, text } from '../transport/params.ts';
import { holdDeliveries } from '../webhooks/deliveries.ts';
import type { Call } from '../world.ts';

const wanted: Parse<string[]> = (raw, name) => {
  const types = listOf(text, 500)(raw, name);
  const wrong = types.find((type) => type !== '*' && !/^v[12]\.[a-z0-9_.[\]]+$/.test(type));
  if (wrong !== undefined) throw invalidParam(name, `Invalid ${name}: '${wrong}' is not a thin event's type.`);
  return types;
};
const webAddress: Parse<string> = (raw, name) => {
  const value = text(raw, name);
  if (/^https?:\/\/[^/]/.test(value) && URL.canParse(value)) return value;
  throw invalidParam(name, 'Invalid URL: An explicit scheme must be provided.', 'url_invalid');
};
const include = listOf(oneOf('webhook_endpoint.signing_secret', 'webhook_endpoint.url'), 2);

/** How the second version lists: `page` is how many come before, and the way on asks the same again. */
function pageOf<T>(call: Call, rows: readonly T[], { limit = 20, page = 0 }, asked: Record<string, readonly string[]>) {
  const way = new URLSearchParams({ limit: String(limit), page: String(page + limit) });
  for (const [name, values] of Object.entries(asked))
    for (const [index, value] of values.entries()) way.append(name.replace('[]', `[${index}]`), value);
  return {
    data: rows.slice(page, page + limit),
    next_page_url: page + limit < rows.length ? `${call.url}?${way}` : null,
    previous_page_url: null,
  };
}

const retrieveEvent = endpoint(optional({}), {
  method: 'GET',
  path: '/v2/core/events/:id',
  run(call) {
    const [id = ''] = call.path;
    const row = call.world.db
      .sql("SELECT body FROM events WHERE id = ? AND account = ? AND type GLOB 'v[12].*'")
      .get(id, call.account);
    if (!row) throw noSuch('event', id);
    return { status: 200, body: JSON.parse(textOf(row.body)) };
  },
});

/** The newest first. */
const listed = optional({ limit: integer, object_id: text, page: integer, types: wanted, ...notSimulated('created') });
const listEvents = endpoint(listed, {
  method: 'GET',
  path: '/v2/core/events',
  run(call, { object_id, types = [], ...place }) {
    const rows = call.world.db
      .sql("SELECT body FROM events WHERE account = ? AND type GLOB 'v[12].*' ORDER BY rowid DESC")
      .all(call.account)
      .map((row) => JSON.parse(textOf(row.body)))
      .filter((event) => types.length === 0 || types.includes(event.type))
      .filter((event) => object_id === undefined || event.related_object?.id === object_id);
    return {
      status: 200,
      body: pageOf(call, rows, place, { 'types[]': types, object_id: object_id ? [object_id] : [] }),
    };
  },
});

function destinationOf(call: Call) {
  const [id = ''] = call.path;
  const found = find(call, 'webhook_endpoint', id);
  if (!found || found.secret.thin === undefined) throw noSuch('event destination', id);
  return found;
}

type Stored = ReturnType<typeof destinationOf>;

function shown({ body, secret }: Stored, parts: readonly string[] = []): Stripe.V2.Core.EventDestination {
  const { name = '', description = '', from = [] } = secret.thin ?? {};
  const endpointParts = {
    ...(parts.includes('webhook_endpoint.url') ? { url: body.url } : {}),
    ...(parts.includes('webhook_endpoint.signing_secret') ? { signing_secret: secret.secrets[0]?.secret ?? '' } : {}),
  };
  return {
    id: body.id,
    object: 'v2.core.event_destination',
    created: iso(body.created),
    description,
    enabled_events: body.enabled_events,
    event_payload: 'thin',
    events_from: from,
    livemode: false,
    metadata: body.metadata,
    name,
    status: body.status === 'enabled' ? 'enabled' : 'disabled',
    type: 'webhook_endpoint',
    updated: iso(body.created),
    webhook_endpoint: endpointParts,
  };
}

const create = endpoint(
  shape(
    { enabled_events: wanted, event_payload: oneOf('thin'), name: text, type: oneOf('webhook_endpoint') },
    {
      description: text,
      events_from: listOf(oneOf('@self', '@accounts'), 2),
      include,
      metadata,
      webhook_endpoint: shape({ url: webAddress }, {}),
      ...notSimulated('amazon_eventbridge', 'azure_event_grid', 'snapshot_api_version'),
    },
  ),
  {
    method: 'POST',
    path: '/v2/core/event_destinations',
    run(call, { enabled_events, name, description = '', webhook_endpoint, include: parts, ...rest }) {
      if (!webhook_endpoint) throw invalidParam('webhook_endpoint', 'Missing required param: webhook_endpoint.');
      const body: Stripe.WebhookEndpoint = {
        id: call.world.ids.next('ed_'),
        object: 'webhook_endpoint',
        api_version: null,
        application: null,
        created: call.now,
        description: null,
        enabled_events,
        livemode: false,
        metadata: mergeMetadata({}, rest.metadata),
        status: 'enabled',
        url: webhook_endpoint.url,
      };
      const secrets = [{ secret: call.world.ids.next('whsec_', 32), expiresAt: null }];
      const from = rest.events_from?.length ? rest.events_from : ['@self' as const];
      const secret = { secrets, connect: false, thin: { name, description, from } };
      insert(call, 'webhook_endpoint', body, secret);
      return { status: 200, body: shown({ body, secret }, parts) };
    },
  },
);

const retrieve = endpoint(optional({ include }), {
  method: 'GET',
  path: '/v2/core/event_destinations/:id',
  run: (call, params) => ({ status: 200, body: shown(destinationOf(call), params.include) }),
});

const list = endpoint(optional({ include, limit: integer, page: integer }), {
  method: 'GET',
  path: '/v2/core/event_destinations',
  run(call, { include: parts = [], ...place }) {
    const rows = all(call, 'webhook_endpoint').filter(({ secret }) => secret.thin !== undefined);
    const shownRows = rows.map((one) => shown(one, parts));
    return { status: 200, body: pageOf(call, shownRows, place, { 'include[]': parts }) };
  },
});

function switched(verb: 'enable' | 'disable') {
  return endpoint(optional({ include }), {
    method: 'POST',
    path: `/v2/core/event_destinations/:id/${verb}`,
    run(call, params) {
      const before = destinationOf(call);
      const body = { ...before.body, status: verb === 'enable' ? 'enabled' : 'disabled' };
      save(call, 'webhook_endpoint', body, before.secret);
      holdDeliveries(call.world, body.id, verb === 'enable' ? 'resume' : 'hold');
      return { status: 200, body: shown({ ...before, body }, params.include) };
    },
  });
}

const update = endpoint(
  optional({
    description: text,
    enabled_events: wanted,
    include,
    metadata,
    name: text,
    webhook_endpoint: shape({ url: webAddress }, {}),
  }),
  {
    method: 'POST',
    path: '/v2/core/event_destinations/:id',
    run(call, { name, description, enabled_events, metadata: change, webhook_endpoint, include: parts }) {
      const before = destinationOf(call);
      const { thin } = before.secret;
      const body = {
        ...before.body,
        ...webhook_endpoint,
        enabled_events: enabled_events ?? before.body.enabled_events,
        metadata: mergeMetadata(before.body.metadata, change),
      };
      const said = { ...(name && { name }), ...(description && { description }) };
      const secret = { ...before.secret, ...(thin && { thin: { ...thin, ...said } }) };
      save(call, 'webhook_endpoint', body, secret);
      return { status: 200, body: shown({ body, secret }, parts) };
    },
  },
);

const remove = endpoint(optional({}), {
  method: 'DELETE',
  path: '/v2/core/event_destinations/:id',
  run(call) {
    const { body } = destinationOf(call);
    call.world.db.sql('DELETE FROM objects WHERE id = ?').run(body.id);
    holdDeliveries(call.world, body.id, 'cancel');
    return { status: 200, body: { id: body.id, object: 'v2.core.event_destination' } };
  },
});

export const secondEvents = [
  listEvents,
  retrieveEvent,
  create,
  list,
  retrieve,
  switched('enable'),
  switched('disable'),
  update,
  remove,
];
