import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { documentModel, type PaymentMethod } from '@purser/document';
import { receiptDocument } from './documents/receiptDocument.ts';
import { owedOf } from './domain/invoice.ts';
import { decideSettlement, type Payment } from './domain/settle.ts';
import { addCredit } from './store/addCredit.ts';
import { allocate } from './store/allocations.ts';
import { countReceipts, findDocuments, freezeDocuments, openModel } from './store/frozenDocuments.ts';
import type { LockedInvoice } from './store/lockInvoice.ts';
import { noteOnTimelines } from './store/timeline.ts';

export type Received = Payment & {
  paymentId: string;
  /** In the tenant's zone. */
  date: string;
  method: PaymentMethod;
  /** Whether the customer gets the receipt by mail; undefined leaves it to the reader of the event. */
  receipt?: boolean | undefined;
};

export type Settled = { allocated: bigint; credit: bigint; recovered: bigint };
/** `ctx` is the payment's own: what follows from it is put down to it. */
type Settling = { ctx: Context; invoice: LockedInvoice; received: Received };
/** Of what was received, how much settles its invoice, and what is owed after it. */
type Share = Settling & { amount: bigint; recovered: bigint; remaining: bigint };

/**
 * Money that came, however it came: what is due of the invoice is settled by it, with a receipt, and the rest is credit.
 * Call it under the invoice's lock, once per payment.
 */
export async function settlePayment(ctx: Context, invoice: LockedInvoice, received: Received): Promise<Settled> {
  const [settled] = await settlePayments([{ ctx, invoice, received }]);
  return settled ?? { allocated: 0n, credit: 0n, recovered: 0n };
}

/** As `settlePayment`, for payments of as many invoices, in one transaction. @throws Error when two are of one invoice */
export async function settlePayments(all: readonly Settling[]): Promise<Settled[]> {
  if (new Set(all.map(({ invoice }) => invoice.invoiceId)).size < all.length)
    throw new Error('of one invoice one payment at a time: what is due of it depends on the one before');
  const decided = all.map((one) => ({ ...one, ...decideSettlement(one.invoice, one.received) }));
  await settle(
    decided
      .filter(({ allocated }) => allocated > 0n)
      .map(({ allocated, ...one }) => ({ ...one, amount: allocated, remaining: owedOf(one.invoice) - allocated })),
  );
  // Balances in the order in which whoever takes several locks them.
  const credited = decided.toSorted((a, b) => order(a.received, b.received));
  for (const { ctx, credit, received } of credited) {
    const { customerId, currency, paymentId, date } = received;
    if (credit > 0n)
      await addCredit(ctx, { customerId, currency, amount: credit, date, source: 'payment', sourceId: paymentId });
  }
  return decided.map(({ allocated, credit, recovered }) => ({ allocated, credit, recovered }));
}

const order = (a: Received, b: Received): number =>
  a.customerId === b.customerId
    ? Number(a.currency > b.currency) - Number(a.currency < b.currency)
    : a.customerId < b.customerId
      ? -1
      : 1;

async function settle(shares: readonly Share[]): Promise<void> {
  const [first] = shares;
  if (!first) return;
  const notes = shares.flatMap(({ ctx, invoice, received, amount, recovered }) => {
    const note = { by: ctx, invoice, sourceId: received.paymentId };
    const allocated = { ...note, what: 'paymentAllocated' as const, amount };
    return recovered > 0n ? [allocated, { ...note, what: 'recovered' as const, amount: recovered }] : [allocated];
  });
  const [, , frozen] = await Promise.all([
    allocate(
      first.ctx,
      shares.map(({ invoice, received, amount, recovered }) => ({ ...received, invoice, amount, recovered })),
    ),
    noteOnTimelines(first.ctx, notes),
    freezeReceipts(first.ctx, shares),
  ]);
  for (const share of shares) tell(share, frozen.has(share.received.paymentId));
}

function tell({ ctx: { stage }, invoice, received, amount, recovered, remaining }: Share, hasReceipt: boolean): void {
  const { invoiceId, customerId, currency } = invoice;
  const { paymentId, date } = received;
  const ofInvoice = { invoiceId, customerId, currency };
  if (recovered > 0n) {
    const back = { ...ofInvoice, date, amount: Number(recovered), cause: 'recovered' as const };
    stage.send(contract.writeOffReversed, back);
  }
  // Nobody is promised by mail what does not exist.
  const receipt = hasReceipt ? received.receipt : false;
  stage.send(contract.paymentAllocated, {
    ...ofInvoice,
    paymentId,
    amount: Number(amount),
    date,
    due: Number(remaining),
    ...(receipt !== undefined && { receipt }),
  });
  const paid = Number(invoice.paid + amount);
  if (remaining === 0n) stage.send(contract.invoicePaid, { ...ofInvoice, paid });
  else stage.send(contract.invoicePartlyPaid, { ...ofInvoice, paid, due: Number(remaining) });
}

/**
 * A receipt takes after the invoice's own document. There is none for a customer who was erased, nor for an invoice that was
 * issued before documents were kept: the money counts all the same.
 * @returns the payments that have one
 */
async function freezeReceipts(ctx: Context, shares: readonly Share[]): Promise<ReadonlySet<string>> {
  const ids = shares.map(({ invoice }) => invoice.invoiceId);
  const [documents, earlier] = await Promise.all([findDocuments(ctx, ids), countReceipts(ctx, ids)]);
  const made = await Promise.all(
    shares.map(async ({ invoice: settled, received, remaining }) => {
      const { invoiceId, customerId, paid, creditApplied, offBalance } = settled;
      const document = documents.get(invoiceId);
      const ring = await ctx.keys(customerId);
      if (!document || ring.destroyed) return [];
      const invoice = openModel(ring, document);
      if (invoice.kind !== 'invoice') return [];
      const { paymentId, date, amount, method } = received;
      const before = { earlier: earlier.get(invoiceId) ?? 0, paidBefore: paid, credit: creditApplied + offBalance };
      const told = { ...before, paidOn: date, amount, method, remaining };
      // What does not fit the model of documents is a bug, and found here.
      const model = documentModel.parse(receiptDocument(invoice, told));
      return [{ documentId: paymentId, invoiceId, customerId, brandHash: document.brandHash, model }];
    }),
  );
  const receipts = made.flat();
  await freezeDocuments(ctx, receipts);
  return new Set(receipts.map(({ documentId }) => documentId));
}
