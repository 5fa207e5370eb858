import type { Context } from '@purser/bus';
import type { directory } from '@purser/contracts';
import type { z } from 'zod';
import { changeCustomer } from '../store/customers.ts';

/** What counts for drafts from now on. A change that comes before the customer, or after a later change, ends the same. */
export async function onCustomerChanged(
  ctx: Pick<Context, 'tx' | 'tenant' | 'at'>,
  customer: z.output<typeof directory.customerChanged.input>,
): Promise<void> {
  await changeCustomer(ctx, customer, ctx.at);
}
