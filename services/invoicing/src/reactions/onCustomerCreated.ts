import type { Context } from '@purser/bus';
import type { directory } from '@purser/contracts';
import type { z } from 'zod';
import { insertCustomer } from '../store/customers.ts';

/** Whom the tenant bills, and in which currency and on which terms where they have their own. */
export async function onCustomerCreated(
  ctx: Pick<Context, 'tx' | 'tenant' | 'at'>,
  customer: z.output<typeof directory.customerCreated.input>,
): Promise<void> {
  await insertCustomer(ctx, customer, ctx.at);
}
