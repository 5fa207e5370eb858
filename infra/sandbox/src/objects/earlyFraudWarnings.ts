import { find } from '../store/objects.ts';
import { expand, paging, timeRange } from '../transport/common.ts';
import { endpoint, ok } from '../transport/endpoint.ts';
import { noSuch } from '../transport/errors.ts';
import { has, listObjects } from '../transport/page.ts';
import { optional, text } from '../transport/params.ts';

const retrieve = endpoint(optional({ expand }), {
  method: 'GET',
  path: '/v1/radar/early_fraud_warnings/:id',
  run(call, params) {
    const [id = ''] = call.path;
    const stored = find(call, 'early_fraud_warning', id);
    if (!stored) throw noSuch('early fraud warning', id);
    return ok('early_fraud_warning', stored.body, params.expand);
  },
});

const list = endpoint(optional({ ...paging, charge: text, created: timeRange, payment_intent: text }), {
  method: 'GET',
  path: '/v1/radar/early_fraud_warnings',
  run: (call, params) =>
    listObjects(
      call,
      'early_fraud_warning',
      { reference: params.charge, also: has('payment_intent', params.payment_intent) },
      params,
    ),
});

export const earlyFraudWarnings = [list, retrieve];
