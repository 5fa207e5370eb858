import type { Context } from '@purser/bus';
import type { invoicing } from '@purser/contracts';
import type { z } from 'zod';
import { planDocuments } from './planDocuments.ts';

/** What came in goes to the books, and its invoice before it, should it be older than the connection. */
export async function onPaymentAllocated(
  ctx: Context,
  { paymentId, invoiceId, customerId, amount, currency, date }: z.output<typeof invoicing.paymentAllocated.input>,
): Promise<void> {
  const payment = { amount: BigInt(amount), currency, paidOn: date };
  await planDocuments(ctx, [
    { kind: 'contact', sourceId: customerId, customerId },
    { kind: 'invoice', sourceId: invoiceId, customerId, invoiceId },
    { kind: 'payment', sourceId: paymentId, customerId, invoiceId, payment },
  ]);
}
