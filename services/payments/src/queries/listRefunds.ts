import type { Context } from '@purser/bus';
import { partsOfInvoice } from '../store/refunds.ts';

/** Stripe's refunds of an invoice's payments, the oldest first. */
export async function listRefunds({ tx }: Pick<Context, 'tx'>, { invoiceId }: { invoiceId: string }) {
  const parts = await partsOfInvoice(tx, invoiceId);
  return {
    refunds: parts.map((part) => ({
      partId: part.partId,
      refundId: part.refundId,
      paymentId: part.paymentId,
      amount: Number(part.amount),
      currency: part.currency,
      status: part.status,
      failure: part.failure,
      stripeRefundId: part.stripeRefundId,
      origin: part.origin,
      createdAt: part.createdAt.toISOString(),
      changedAt: part.updatedAt.toISOString(),
    })),
  };
}
