import { directory } from '@purser/contracts';
import type { Gateway } from '../../gateway.ts';
import type { Staff } from '../../identity/who.ts';
import { uuidOf } from '../ids.ts';

const largest_bytes = 1_048_576;

/** How drafts of invoices and of quotes are made, replaced and discarded. */
export const drafting = {
  make: { method: 'post', status: 201, key: 'accepted', problems: [404, 422], largest_bytes },
  replace: { method: 'put', summary: 'Replaces a draft', problems: [422], largest_bytes },
  discard: { method: 'delete', summary: 'Discards a draft', problems: [422] },
} as const;

type Body = { customerId: string; termsDays?: number | undefined };

/** Directory knows customers first; that invoicing has not heard of one yet is no reason to refuse. @throws Fault notFound */
export const knownCustomer = (g: Gateway, { who, body }: { who: Staff; body: Body }) =>
  g.client.query(directory.getCustomer, { customerId: uuidOf(body.customerId) }, who);

/** What a draft says, as invoicing takes it. */
export function draftFields<B extends Body>({ customerId, termsDays, ...body }: B) {
  return { customerId: uuidOf(customerId), ...body, ...(termsDays !== undefined && { terms_days: termsDays }) };
}
