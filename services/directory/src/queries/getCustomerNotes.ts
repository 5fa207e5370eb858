import type { Context } from '@purser/bus';
import { customerNotFound } from '../domain/customer.ts';
import { openMaybe } from '../store/customerFields.ts';

/** What staff keep of a customer for themselves. */
export async function getCustomerNotes(
  { tx, keys }: Pick<Context, 'tx' | 'keys'>,
  { customerId }: { customerId: string },
) {
  const [row] = await tx.sql<{ tags: string[]; notes: Buffer | null }[]>`
    select tags, notes from customers where customer_id = ${customerId}`;
  if (!row) throw customerNotFound();
  const ring = await keys(customerId);
  return { tags: row.tags, notes: ring.destroyed ? null : openMaybe(ring, customerId, 'notes', row.notes) };
}
