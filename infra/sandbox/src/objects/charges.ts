import type Stripe from 'stripe';
import { find, save } from '../store/objects.ts';
import { expand, mergeMetadata, metadata, paging, shipping, timeRange, wholeShipping } from '../transport/common.ts';
import { endpoint, ok } from '../transport/endpoint.ts';
import { noSuch } from '../transport/errors.ts';
import { listObjects } from '../transport/page.ts';
import { clearable, notSimulated, optional, text } from '../transport/params.ts';
import { emit } from '../webhooks/emit.ts';

const retrieve = endpoint(optional({ expand }), {
  method: 'GET',
  path: '/v1/charges/:id',
  run(call, params) {
    const [id = ''] = call.path;
    const stored = find(call, 'charge', id);
    if (!stored) throw noSuch('charge', id);
    return ok('charge', stored.body, params.expand);
  },
});

const update = endpoint(
  optional({
    description: clearable(text),
    expand,
    metadata,
    receipt_email: clearable(text),
    shipping,
    transfer_group: text,
    ...notSimulated('customer', 'fraud_details'),
  }),
  {
    method: 'POST',
    path: '/v1/charges/:id',
    run(call, { expand: paths, metadata: change, shipping: asked, ...plain }) {
      const [id = ''] = call.path;
      const stored = find(call, 'charge', id);
      if (!stored) throw noSuch('charge', id);
      const after: Stripe.Charge = {
        ...stored.body,
        ...plain,
        ...(asked === undefined ? {} : { shipping: wholeShipping(asked) }),
        metadata: mergeMetadata(stored.body.metadata, change),
      };
      save(call, 'charge', after, null);
      emit(call, 'charge.updated', after, stored.body);
      return ok('charge', after, paths);
    },
  },
);

const list = endpoint(
  optional({ ...paging, created: timeRange, customer: text, payment_intent: text, ...notSimulated('transfer_group') }),
  {
    method: 'GET',
    path: '/v1/charges',
    run: (call, params) =>
      listObjects(call, 'charge', { customer: params.customer, reference: params.payment_intent }, params),
  },
);

export const charges = [list, retrieve, update];
