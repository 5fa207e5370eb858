import type { AcceptedModel } from '../api/models/common.ts';
import type { Answer } from '../api/operation.ts';
import type { Sent } from './send.ts';

/** The answer to a command: what `view` makes of its result, or 202 and where to look. */
export async function settled<T, V>(
  sent: Sent<T>,
  view: (result: T) => Promise<V> | V,
  status: 200 | 201 | 202 | 204 = 200,
): Promise<Answer<V | AcceptedModel>> {
  if ('accepted' in sent) {
    const { accepted } = sent;
    return { status: 202, body: accepted, headers: { location: accepted.location, 'retry-after': '1' } };
  }
  const body = await view(sent.done);
  return { status, body, ...(sent.replayed && { headers: { 'idempotent-replayed': 'true' } }) };
}
