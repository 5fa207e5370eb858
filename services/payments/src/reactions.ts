import type { BatchItem, Context } from '@purser/bus';
import type { invoicing } from '@purser/contracts';
import type { z } from 'zod';
import { runSoon } from './commands/autopay/setAutopay.ts';
import { endBill, insertBills } from './store/bills.ts';

/** A run must know what becomes due. A month's invoices come many at a time. */
export async function onInvoiceIssued(
  ctx: Pick<Context, 'tx' | 'tenant' | 'stage' | 'now'>,
  items: BatchItem<z.output<typeof invoicing.invoiceIssued.input>>[],
): Promise<void> {
  if (await insertBills(ctx, items)) await runSoon(ctx);
}

/** Nobody expects its money any more: it is not charged while its customer is away. */
export const onBillGivenUp = (ctx: Context, { invoiceId }: { invoiceId: string }): Promise<void> =>
  endBill(ctx, invoiceId);
