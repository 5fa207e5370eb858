import type { Context } from '@purser/bus';
import { endHold } from '../store/holds.ts';
import { lockInvoice } from '../store/lockInvoice.ts';

/** Ends a hold whose attempt took nothing. */
export async function releasePayment(ctx: Context, { invoiceId, attemptId }: { invoiceId: string; attemptId: string }) {
  const invoice = await lockInvoice(ctx, invoiceId);
  return { released: await endHold(ctx, { attemptId, invoice }) };
}
