import { localDate } from '@purser/billing';
import { type Context, notYet } from '@purser/bus';
import type { payments } from '@purser/contracts';
import type { z } from 'zod';
import { splitRefund } from '../domain/refund.ts';
import { isApplied, paymentKey } from '../store/allocations.ts';
import { findAndLockInvoice, type LockedInvoice } from '../store/lockInvoice.ts';
import { insertRefund, lockRefund, moveRefund, type NewRefund, setCreditAside } from '../store/refunds.ts';
import { refundFactsOf, reversePayment } from '../store/reversals.ts';
import { noteOnTimeline } from '../store/timeline.ts';

type Succeeded = z.output<typeof payments.refundSucceeded.input>;
type Failed = z.output<typeof payments.refundFailed.input>;

const returnedKey = (refundId: string) => `refund:${refundId}`;

/** Money went back. One that nobody here asked for, since it was made at Stripe, is taken into the books as if it had been. */
export async function onRefundSucceeded(ctx: Context, told: Succeeded): Promise<void> {
  const { refundId, invoiceId } = told;
  const amount = BigInt(told.amount);
  const invoice = await findAndLockInvoice(ctx, invoiceId);
  if (!invoice) throw notYet(`invoice:${invoiceId}`);
  if (told.origin === 'stripe') await takeIn(ctx, invoice, told, amount);
  const refund = await lockRefund(ctx, refundId);
  // One that was given up went through after all: it waits for nobody any more.
  const open = refund ? refund.amount - refund.returned - refund.failed - refund.withdrawn - refund.settled : amount;
  await moveRefund(ctx, refundId, { returned: amount, failed: open < amount ? open - amount : 0n });
  await noteOnTimeline(ctx, invoice, { what: 'refunded', amount, sourceId: refundId });
  ctx.stage.appeared(returnedKey(refundId));
}

async function takeIn(ctx: Context, invoice: LockedInvoice, { refundId, paymentId }: Succeeded, amount: bigint) {
  // Overtaken by its refund, a payment would settle the invoice with money that is gone.
  if (!(await isApplied(ctx, paymentId))) throw notYet(paymentKey(paymentId));
  const date = localDate(ctx.now, invoice.timeZone);
  const { fromCredit, fromInvoice, short } = splitRefund(await refundFactsOf(ctx, invoice, paymentId), amount);
  const refund: NewRefund = {
    ...{ refundId, paymentId, creditNoteId: null, reason: 'requestedByCustomer', origin: 'stripe' },
    ...{ amount, fromCredit, date },
  };
  await insertRefund(ctx, invoice, refund);
  await setCreditAside(ctx, invoice, refund);
  if (fromInvoice > 0n)
    await reversePayment(ctx, invoice, { paymentId, amount: fromInvoice, cause: 'refund', causeId: refundId, date });
  if (short > 0n)
    ctx.log.error(
      {
        alarm: 'refund_uncovered',
        tenant: ctx.tenant,
        invoice: invoice.invoiceId,
        refund: refundId,
        short: Number(short),
      },
      'a refund made at Stripe gave back credit that was spent already',
    );
}

/** It did not go back, or came back to us: it waits for staff, who send it again, make credit of it or pay it another way. */
export async function onRefundFailed(ctx: Context, told: Failed): Promise<void> {
  const { refundId, invoiceId, failure, hadSucceeded } = told;
  const amount = BigInt(told.amount);
  const invoice = await findAndLockInvoice(ctx, invoiceId);
  if (!invoice) throw notYet(`invoice:${invoiceId}`);
  const refund = await lockRefund(ctx, refundId);
  // Told of in the wrong order: it waits for the news that it had gone back.
  if (!refund || (hadSucceeded && refund.returned < amount)) throw notYet(returnedKey(refundId));
  await moveRefund(ctx, refundId, { returned: hadSucceeded ? -amount : 0n, failed: amount }, failure);
  await noteOnTimeline(ctx, invoice, { what: 'refundFailed', amount, sourceId: refundId });
}
