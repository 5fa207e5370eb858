import type { Context } from '@purser/bus';
import { isFault } from '@purser/fault';
import { notFound } from '../domain/refusals.ts';
import { voidInvoices } from './voiding.ts';

/** Takes back an invoice that nobody has paid. Its number stays used. */
export async function voidInvoice(ctx: Context, { invoiceId, reason }: { invoiceId: string; reason: string }) {
  const voided = (await voidInvoices(ctx, [invoiceId], reason)).get(invoiceId);
  if (!voided || isFault(voided)) throw voided ?? notFound('invoice');
  return { invoiceId, status: 'void' as const };
}
