import type Stripe from 'stripe';
import { currency } from '../payments/currencies.ts';
import { payOutByHand, undoPayout } from '../payments/payout.ts';
import { find, load, save } from '../store/objects.ts';
import { expand, mergeMetadata, metadata, paging, timeRange } from '../transport/common.ts';
import { endpoint, ok } from '../transport/endpoint.ts';
import { invalidParam, invalidRequest, noSuch } from '../transport/errors.ts';
import { has, inRange, listObjects } from '../transport/page.ts';
import { integer, notSimulated, oneOf, optional, shape, text } from '../transport/params.ts';
import { emit } from '../webhooks/emit.ts';
import type { Call } from '../world.ts';

function stored(call: Call): Stripe.Payout {
  const [id = ''] = call.path;
  const found = find(call, 'payout', id);
  if (!found) throw noSuch('payout', id);
  return found.body;
}

const create = endpoint(
  shape(
    { amount: integer, currency },
    {
      description: text,
      expand,
      metadata,
      method: oneOf('standard'),
      source_type: oneOf('card'),
      statement_descriptor: text,
      ...notSimulated('destination', 'payout_method'),
    },
  ),
  {
    method: 'POST',
    path: '/v1/payouts',
    run(call, { expand: paths, amount, currency: code, description, metadata: notes, statement_descriptor }) {
      if (amount < 1) throw invalidParam('amount', 'Invalid positive integer', 'parameter_invalid_integer');
      const asked = { amount, currency: code, description: description ?? null, metadata: notes, statement_descriptor };
      return ok('payout', payOutByHand(call, asked), paths);
    },
  },
);

const retrieve = endpoint(optional({ expand }), {
  method: 'GET',
  path: '/v1/payouts/:id',
  run: (call, params) => ok('payout', stored(call), params.expand),
});

const update = endpoint(optional({ expand, metadata }), {
  method: 'POST',
  path: '/v1/payouts/:id',
  run(call, params) {
    const before = stored(call);
    const after = { ...before, metadata: mergeMetadata(before.metadata ?? {}, params.metadata) };
    save(call, 'payout', after, null);
    emit(call, 'payout.updated', after, before);
    return ok('payout', after, params.expand);
  },
});

const cancel = endpoint(optional({ expand }), {
  method: 'POST',
  path: '/v1/payouts/:id/cancel',
  run(call, params) {
    const { id, status, automatic } = stored(call);
    if (automatic || status !== 'pending')
      throw invalidRequest(`Payouts can only be canceled while they are pending; this one is ${status}.`);
    undoPayout(call, id, 'canceled');
    return ok('payout', load(call, 'payout', id).body, params.expand);
  },
});

const list = endpoint(
  optional({
    ...paging,
    arrival_date: timeRange,
    created: timeRange,
    status: oneOf('pending', 'in_transit', 'paid', 'failed', 'canceled'),
    ...notSimulated('destination'),
  }),
  {
    method: 'GET',
    path: '/v1/payouts',
    run(call, params) {
      const arrival = inRange("json_extract(body, '$.arrival_date')", params.arrival_date);
      return listObjects(call, 'payout', { also: [...has('status', params.status), ...arrival] }, params);
    },
  },
);

export const payouts = [create, list, retrieve, update, cancel];
