import type { Context } from '@purser/bus';
import { lockInvoice } from '../store/lockInvoice.ts';
import { noteOnTimeline } from '../store/timeline.ts';

/** A remark of staff in an invoice's history. Nothing of the invoice moves by it. */
export async function addNote(ctx: Context, { invoiceId, text }: { invoiceId: string; text: string }) {
  const invoice = await lockInvoice(ctx, invoiceId);
  await noteOnTimeline(ctx, invoice, { what: 'noted', text });
  return { invoiceId };
}
