import { find } from '../store/objects.ts';
import { expand, paging, timeRange } from '../transport/common.ts';
import { endpoint, ok } from '../transport/endpoint.ts';
import { noSuch } from '../transport/errors.ts';
import { type Condition, has, listObjects } from '../transport/page.ts';
import { optional, text } from '../transport/params.ts';

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

const partOf = (payout: string | undefined): Condition[] =>
  payout === undefined ? [] : [{ sql: "json_extract(secret, '$.payout') = ?", values: [payout] }];

const list = endpoint(
  optional({ ...paging, created: timeRange, currency: text, payout: text, source: text, type: text }),
  {
    method: 'GET',
    path: '/v1/balance_transactions',
    run: (call, params) =>
      listObjects(
        call,
        'balance_transaction',
        {
          reference: params.source,
          also: [...has('currency', params.currency), ...has('type', params.type), ...partOf(params.payout)],
        },
        params,
      ),
  },
);

export const balanceTransactions = [list, retrieve];
