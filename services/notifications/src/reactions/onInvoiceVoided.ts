import type { Context } from '@purser/bus';
import type { invoicing } from '@purser/contracts';
import type { z } from 'zod';
import { planAndSend } from '../commands/planAndSend.ts';
import { wasMailed } from '../store/mails.ts';

/** Who got the invoice is told that it is void; who never did has nothing to hear. */
export async function onInvoiceVoided(
  ctx: Context,
  { invoiceId, customerId }: z.output<typeof invoicing.invoiceVoided.input>,
): Promise<void> {
  if (!(await wasMailed(ctx.tx, invoiceId))) return;
  await planAndSend(ctx, { kind: 'invoiceVoided', sourceId: invoiceId, customerId, invoiceId });
}
