import type { Context } from '@purser/bus';
import type { directory as contract } from '@purser/contracts';
import type { z } from 'zod';
import { customerNotFound, retag } from '../domain/customer.ts';

/** Labels are put on and taken off; two who do it at once both have their way. */
export async function tagCustomer(
  { tx }: Context,
  { customerId, add, remove }: z.output<typeof contract.tagCustomer.input>,
) {
  const [row] = await tx.sql<{ tags: string[] }[]>`
    select tags from customers where customer_id = ${customerId} for update`;
  if (!row) throw customerNotFound();
  const tags = retag(row.tags, { add, remove });
  if (tags.join() !== row.tags.join())
    await tx.sql`update customers set tags = ${tags}, revision = revision + 1 where customer_id = ${customerId}`;
  return { tags };
}
