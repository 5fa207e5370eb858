import { localDate } from '@purser/billing';
import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import { notFound, refusedField } from '../domain/refusals.ts';
import { addCredit } from '../store/addCredit.ts';
import { type LockedInvoice, lockInvoice } from '../store/lockInvoice.ts';
import { invoiceOfRefund, type LockedRefund, lockRefund, moveRefund, sendBack } from '../store/refunds.ts';
import { noteOnTimeline } from '../store/timeline.ts';

/** @throws Fault notFound; rejected when nothing of it has failed. */
async function lockFailed(
  ctx: Context,
  refundId: string,
): Promise<{ invoice: LockedInvoice; refund: LockedRefund; amount: bigint }> {
  const invoiceId = await invoiceOfRefund(ctx, refundId);
  if (invoiceId === undefined) throw notFound('refund');
  const invoice = await lockInvoice(ctx, invoiceId);
  const refund = await lockRefund(ctx, refundId);
  if (!refund) throw notFound('refund');
  if (refund.failed === 0n)
    throw fault('rejected', 'nothing_failed', 'Nothing of this refund has failed: it is back or on its way.');
  return { invoice, refund, amount: refund.failed };
}

/** What could not be sent back is sent again. */
export async function retryRefund(ctx: Context, { refundId }: { refundId: string }) {
  const { invoice, refund, amount } = await lockFailed(ctx, refundId);
  await moveRefund(ctx, refundId, { failed: -amount });
  await noteOnTimeline(ctx, invoice, { what: 'refundRetried', amount, sourceId: refundId });
  sendBack(ctx, invoice, { ...refund, amount: refund.amount - refund.withdrawn - refund.settled }, amount);
  return { refundId, amount: Number(amount) };
}

/** What could not be sent back becomes the customer's credit. */
export async function withdrawRefund(ctx: Context, { refundId }: { refundId: string }) {
  const { invoice, amount } = await lockFailed(ctx, refundId);
  const { customerId, currency, timeZone } = invoice;
  await moveRefund(ctx, refundId, { failed: -amount, withdrawn: amount });
  const date = localDate(ctx.now, timeZone);
  await addCredit(ctx, { customerId, currency, amount, date, source: 'refund', sourceId: ctx.messageId });
  await noteOnTimeline(ctx, invoice, { what: 'refundWithdrawn', amount, sourceId: refundId });
  return { refundId, amount: Number(amount) };
}

/** What could not be sent back was paid another way. */
export async function settleRefund(
  ctx: Context,
  { refundId, method, paidOn }: z.output<typeof contract.settleRefund.input>,
) {
  const { invoice, amount } = await lockFailed(ctx, refundId);
  const { invoiceId, customerId, currency, timeZone } = invoice;
  if (paidOn > localDate(ctx.now, timeZone))
    throw refusedField('paidOn', 'in_the_future', 'It cannot have been paid later than today.');
  await moveRefund(ctx, refundId, { failed: -amount, settled: amount });
  await noteOnTimeline(ctx, invoice, { what: 'refundSettled', amount, sourceId: refundId });
  ctx.stage.send(contract.refundSettled, {
    ...{ invoiceId, customerId, currency, refundId, method },
    amount: Number(amount),
    date: paidOn,
  });
  return { refundId, amount: Number(amount) };
}
