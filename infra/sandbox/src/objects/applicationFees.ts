import type Stripe from 'stripe';
import { find } from '../store/objects.ts';
import { expand, paging, timeRange } from '../transport/common.ts';
import { endpoint, ok } from '../transport/endpoint.ts';
import { noSuch } from '../transport/errors.ts';
import { listObjects } from '../transport/page.ts';
import { optional, text } from '../transport/params.ts';
import type { Call } from '../world.ts';

function stored(call: Call): Stripe.ApplicationFee {
  const [id = ''] = call.path;
  const found = find(call, 'application_fee', id);
  if (!found) throw noSuch('application fee', id);
  return found.body;
}

const retrieve = endpoint(optional({ expand }), {
  method: 'GET',
  path: '/v1/application_fees/:id',
  run: (call, params) => ok('application_fee', stored(call), params.expand),
});

const list = endpoint(optional({ ...paging, charge: text, created: timeRange }), {
  method: 'GET',
  path: '/v1/application_fees',
  run: (call, params) => listObjects(call, 'application_fee', { reference: params.charge }, params),
});

const listRefunds = endpoint(optional({ ...paging }), {
  method: 'GET',
  path: '/v1/application_fees/:id/refunds',
  run: (call, params) => listObjects(call, 'fee_refund', { reference: stored(call).id }, params),
});

export const applicationFees = [list, retrieve, listRefunds];
