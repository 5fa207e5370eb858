import { find } from '../store/objects.ts';
import { expand, paging, timeRange } from '../transport/common.ts';
import { endpoint, ok } from '../transport/endpoint.ts';
import { noSuch } from '../transport/errors.ts';
import { type Condition, listObjects } from '../transport/page.ts';
import { notSimulated, optional, text } from '../transport/params.ts';

const retrieve = endpoint(optional({ expand }), {
  method: 'GET',
  path: '/v1/balance_transactions/:id',
  run(call, params) {
    const [id = ''] = call.path;
    const stored = find(call, 'balance_transaction', id);
    if (!stored) throw noSuch('balance transaction', id);
    return ok('balance_transaction', stored.body, params.expand);
  },
});

const has = (field: string, value: string | undefined): Condition[] =>
  value === undefined ? [] : [{ sql: `json_extract(body, '$.${field}') = ?`, values: [value] }];

const list = endpoint(
  optional({ ...paging, created: timeRange, currency: text, source: text, type: text, ...notSimulated('payout') }),
  {
    method: 'GET',
    path: '/v1/balance_transactions',
    run: (call, params) =>
      listObjects(
        call,
        'balance_transaction',
        { reference: params.source, also: [...has('currency', params.currency), ...has('type', params.type)] },
        params,
      ),
  },
);

export const balanceTransactions = [list, retrieve];
