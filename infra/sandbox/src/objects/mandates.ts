import { find } from '../store/objects.ts';
import { expand } from '../transport/common.ts';
import { endpoint, ok } from '../transport/endpoint.ts';
import { noSuch } from '../transport/errors.ts';
import { optional } from '../transport/params.ts';

const retrieve = endpoint(optional({ expand }), {
  method: 'GET',
  path: '/v1/mandates/:id',
  run(call, params) {
    const [id = ''] = call.path;
    const stored = find(call, 'mandate', id);
    if (!stored) throw noSuch('mandate', id);
    return ok('mandate', stored.body, params.expand);
  },
});

export const mandates = [retrieve];
