import type { Context } from '@purser/bus';
import type { notifications as contract } from '@purser/contracts';
import type { z } from 'zod';
import { wasMailed } from '../store/mails.ts';
import { planAndSend } from './planAndSend.ts';

/** The invoice with a fresh link, to the addresses on file and to no other. The first time it says what any new invoice says. */
export async function sendInvoiceLink(ctx: Context, input: z.output<typeof contract.sendInvoiceLink.input>) {
  const { mailId, customerId, invoiceId } = input;
  const again = await wasMailed(ctx.tx, invoiceId, ['planned', 'sending', 'sent']);
  await planAndSend(ctx, {
    mailId,
    kind: again ? 'invoiceLink' : 'invoiceIssued',
    sourceId: mailId,
    customerId,
    invoiceId,
  });
  return { mailId };
}
