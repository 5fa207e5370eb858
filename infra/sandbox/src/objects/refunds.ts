import type Stripe from 'stripe';
import { refund } from '../payments/refund.ts';
import { changeRefund } from '../payments/refundOutcome.ts';
import { find } from '../store/objects.ts';
import { expand, mergeMetadata, metadata, paging, timeRange } from '../transport/common.ts';
import { endpoint, ok } from '../transport/endpoint.ts';
import { invalidRequest, noSuch } from '../transport/errors.ts';
import { has, listObjects } from '../transport/page.ts';
import { flag, integer, notSimulated, oneOf, optional, text } from '../transport/params.ts';
import type { Call } from '../world.ts';

function stored(call: Call): Stripe.Refund {
  const [id = ''] = call.path;
  const found = find(call, 'refund', id);
  if (!found) throw noSuch('refund', id);
  return found.body;
}

const create = endpoint(
  optional({
    amount: integer,
    charge: text,
    expand,
    metadata,
    payment_intent: text,
    reason: oneOf('duplicate', 'fraudulent', 'requested_by_customer'),
    refund_application_fee: flag,
    ...notSimulated('currency', 'customer', 'instructions_email', 'origin', 'reverse_transfer'),
  }),
  {
    method: 'POST',
    path: '/v1/refunds',
    run: (call, { expand: paths, ...asked }) => ok('refund', refund(call, asked), paths),
  },
);

const retrieve = endpoint(optional({ expand }), {
  method: 'GET',
  path: '/v1/refunds/:id',
  run: (call, params) => ok('refund', stored(call), params.expand),
});

const update = endpoint(optional({ expand, metadata }), {
  method: 'POST',
  path: '/v1/refunds/:id',
  run(call, params) {
    const before = stored(call);
    const after = { ...before, metadata: mergeMetadata(before.metadata ?? {}, params.metadata) };
    changeRefund(call, before, after);
    return ok('refund', after, params.expand);
  },
});

/** Only a refund that waits for the payer (`requires_action`) can be cancelled, and no method played here has one. */
const cancel = endpoint(optional({ expand }), {
  method: 'POST',
  path: '/v1/refunds/:id/cancel',
  run(call) {
    throw invalidRequest(`You cannot cancel this refund because it has a status of ${stored(call).status}.`);
  },
});

const list = endpoint(optional({ ...paging, created: timeRange, charge: text, payment_intent: text }), {
  method: 'GET',
  path: '/v1/refunds',
  run: (call, params) =>
    listObjects(
      call,
      'refund',
      { reference: params.charge, also: has('payment_intent', params.payment_intent) },
      params,
    ),
});

export const refunds = [create, list, retrieve, update, cancel];
