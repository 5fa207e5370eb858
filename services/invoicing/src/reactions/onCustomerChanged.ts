import type { Context } from '@purser/bus';
import { invoicing as contract, type directory } from '@purser/contracts';
import type { z } from 'zod';
import { changeCustomer } from '../store/customers.ts';

/**
 * What counts for drafts from now on. A change that comes before the customer, or after a later change, ends the same. Timers of a
 * customer's invoices stop while they are archived; they start again with the customer.
 */
export async function onCustomerChanged(
  ctx: Pick<Context, 'tx' | 'tenant' | 'at' | 'stage' | 'now'>,
  customer: z.output<typeof directory.customerChanged.input>,
): Promise<void> {
  const restored = await changeCustomer(ctx, customer, ctx.at);
  if (restored) ctx.stage.later(contract.rechaseInvoices, { customer: customer.customerId }, ctx.now);
}
