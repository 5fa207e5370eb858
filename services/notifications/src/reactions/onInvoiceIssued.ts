import type { BatchItem, Context } from '@purser/bus';
import { notifications as contract, type invoicing } from '@purser/contracts';
import type { z } from 'zod';
import { planMails } from '../store/mails.ts';
import { takePlaces } from '../store/pace.ts';

type Issued = z.output<typeof invoicing.invoiceIssued.input>;

/** The customers get their invoices, unless whoever issued one said not to send it. A month's come many at a time. */
export async function onInvoiceIssued(
  ctx: Pick<Context, 'tx' | 'tenant' | 'now' | 'stage'>,
  items: BatchItem<Issued>[],
): Promise<void> {
  const inRun = new Set(items.filter(({ payload }) => payload.inRun).map(({ payload }) => payload.invoiceId));
  const mails = items
    .filter(({ payload }) => payload.send ?? true)
    .map(({ payload: { invoiceId, customerId } }) => ({
      kind: 'invoiceIssued' as const,
      sourceId: invoiceId,
      customerId,
      invoiceId,
      documentId: invoiceId,
    }));
  const planned = await planMails(ctx, mails);
  const places = await takePlaces(ctx, planned.filter(({ invoiceId }) => inRun.has(invoiceId)).length);
  for (const { mailId, customerId, invoiceId } of planned) {
    const at = (inRun.has(invoiceId) ? places.shift() : undefined) ?? ctx.now;
    ctx.stage.later(contract.sendMail, { mailId, customerId }, at);
  }
}
