import type { Context } from '@purser/bus';
import type { notifications as contract } from '@purser/contracts';
import type { z } from 'zod';
import { planAndSend } from './planAndSend.ts';

/** The invoice once more, with a fresh link: to the address on file and to no other. */
export async function sendInvoiceLink(ctx: Context, input: z.output<typeof contract.sendInvoiceLink.input>) {
  const { mailId, customerId, invoiceId } = input;
  await planAndSend(ctx, { mailId, kind: 'invoiceLink', sourceId: mailId, customerId, invoiceId });
  return { mailId };
}
