import type { BatchItem, Context } from '@purser/bus';
import { payments as contract, type directory, type invoicing } from '@purser/contracts';
import type { z } from 'zod';
import { runSoon } from './commands/autopay/setAutopay.ts';
import { endBill, insertBills } from './store/bills.ts';
import { homesOfCustomer } from './store/stripeCustomers.ts';

/** A run must know what becomes due. A month's invoices come many at a time. */
export async function onInvoiceIssued(
  ctx: Pick<Context, 'tx' | 'tenant' | 'stage' | 'now'>,
  items: BatchItem<z.output<typeof invoicing.invoiceIssued.input>>[],
): Promise<void> {
  await runSoon(ctx, { isWanted: await insertBills(ctx, items) });
}

/** Stripe has a copy of a customer at each account that they paid at. */
export async function onCustomerChanged(
  { tx, stage }: Context,
  { customerId }: z.output<typeof directory.customerChanged.input>,
): Promise<void> {
  for (const home of await homesOfCustomer(tx, customerId))
    stage.send(contract.syncStripeCustomer, { customerId, ...home });
}

/** Nobody expects its money any more: it is not charged while its customer is away. */
export const onBillGivenUp = (ctx: Context, { invoiceId }: { invoiceId: string }): Promise<void> =>
  endBill(ctx, invoiceId);
