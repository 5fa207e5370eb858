import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { receiptDocument } from './documents/receiptDocument.ts';
import { dueOf } from './domain/invoice.ts';
import { decideSettlement, type Payment } from './domain/settle.ts';
import { addCredit } from './store/addCredit.ts';
import { allocate } from './store/allocations.ts';
import { countReceipts, findDocument, freezeDocument, openModel } from './store/frozenDocuments.ts';
import type { LockedInvoice } from './store/lockInvoice.ts';
import { noteOnTimeline } from './store/timeline.ts';

export type Received = Payment & {
  paymentId: string;
  /** In the tenant's zone. */
  date: string;
  /** In the words of the receipt. */
  method: string;
  /** Whether the customer gets the receipt by mail; undefined leaves it to the reader of the event. */
  receipt?: boolean | undefined;
};

/**
 * Money that came, however it came: what is due of the invoice is settled by it, with a receipt, and the rest is credit.
 * Call it under the invoice's lock, once per payment.
 */
export async function settlePayment(
  ctx: Context,
  invoice: LockedInvoice,
  received: Received,
): Promise<{ allocated: bigint; credit: bigint }> {
  const { customerId, currency, paymentId, date } = received;
  const { allocated, credit } = decideSettlement(invoice, received);
  if (allocated > 0n) await settle(ctx, invoice, received, allocated);
  if (credit > 0n)
    await addCredit(ctx, { customerId, currency, amount: credit, date, source: 'payment', sourceId: paymentId });
  return { allocated, credit };
}

async function settle(ctx: Context, invoice: LockedInvoice, received: Received, amount: bigint): Promise<void> {
  const { invoiceId, customerId, currency } = invoice;
  const { paymentId, date } = received;
  const remaining = dueOf(invoice) - amount;
  const [, , frozen] = await Promise.all([
    allocate(ctx, invoice, { paymentId, amount, date }),
    noteOnTimeline(ctx, invoice, { what: 'paymentAllocated', amount, sourceId: paymentId }),
    freezeReceipt(ctx, invoice, received, remaining),
  ]);
  const ofInvoice = { invoiceId, customerId, currency };
  // Nobody is promised by mail what does not exist.
  const receipt = frozen ? received.receipt : false;
  ctx.stage.send(contract.paymentAllocated, {
    ...ofInvoice,
    paymentId,
    amount: Number(amount),
    date,
    due: Number(remaining),
    ...(receipt !== undefined && { receipt }),
  });
  const paid = Number(invoice.paid + amount);
  if (remaining === 0n) ctx.stage.send(contract.invoicePaid, { ...ofInvoice, paid });
  else ctx.stage.send(contract.invoicePartlyPaid, { ...ofInvoice, paid, due: Number(remaining) });
}

/**
 * The receipt takes after the invoice's own document. There is none for a customer who was erased, nor for an invoice that was
 * issued before documents were kept: the money counts all the same.
 * @returns whether there is a receipt.
 */
async function freezeReceipt(
  ctx: Context,
  { invoiceId, customerId, paid }: LockedInvoice,
  { paymentId, date, amount, method }: Received,
  remaining: bigint,
): Promise<boolean> {
  const [document, earlier, ring] = await Promise.all([
    findDocument(ctx, invoiceId),
    countReceipts(ctx, invoiceId),
    ctx.keys(customerId),
  ]);
  if (!document || ring.destroyed) return false;
  const invoice = openModel(ring, document);
  if (invoice.kind !== 'invoice') return false;
  const model = receiptDocument(invoice, { earlier, paidOn: date, amount, method, paidBefore: paid, remaining });
  const { brandHash } = document;
  await freezeDocument(ctx, { documentId: paymentId, invoiceId, customerId, brandHash, model });
  return true;
}
