import { balanceOf } from '../payments/balance.ts';
import { expand } from '../transport/common.ts';
import { endpoint } from '../transport/endpoint.ts';
import { optional } from '../transport/params.ts';

const retrieve = endpoint(optional({ expand }), {
  method: 'GET',
  path: '/v1/balance',
  run: (call) => ({ status: 200, body: balanceOf(call) }),
});

export const balance = [retrieve];
