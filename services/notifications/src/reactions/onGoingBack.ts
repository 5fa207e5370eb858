import type { Context } from '@purser/bus';
import type { payments } from '@purser/contracts';
import type { z } from 'zod';
import { planAndSend } from '../commands/planAndSend.ts';
import { isStaffMailOn } from '../store/staffMails.ts';

/** The customer hears that money has gone back, once per refund of Stripe's. */
export async function onRefundSucceeded(
  ctx: Context,
  { partId, invoiceId, customerId, amount, currency }: z.output<typeof payments.refundSucceeded.input>,
): Promise<void> {
  const sum = { amount, currency, credit: 0 };
  await planAndSend(ctx, { kind: 'refundSent', sourceId: partId, customerId, invoiceId, sum });
}

/** Staff hear each time that one could not be sent: the money is still owed. */
export async function tellStaffOfFailedRefund(
  ctx: Context,
  { invoiceId, customerId, amount, currency, failure }: z.output<typeof payments.refundFailed.input>,
): Promise<void> {
  if (!(await isStaffMailOn(ctx.tx, 'staffRefundFailed'))) return;
  const sum = { amount, currency, credit: 0 };
  const about = { sourceId: ctx.messageId, customerId, invoiceId, declineCode: failure, sum };
  await planAndSend(ctx, { kind: 'staffRefundFailed', ...about });
}

/** Staff hear of a dispute at once, since the bank waits for an answer; again when an inquiry becomes one. */
export async function tellStaffOfDispute(
  ctx: Context,
  { invoiceId, customerId, amount, currency, reason, dueBy }: z.output<typeof payments.disputeOpened.input>,
): Promise<void> {
  if (!(await isStaffMailOn(ctx.tx, 'staffDisputeOpened'))) return;
  const sum = { amount, currency, credit: 0 };
  const about = { sourceId: ctx.messageId, customerId, invoiceId, declineCode: reason, reference: dueBy, sum };
  await planAndSend(ctx, { kind: 'staffDisputeOpened', ...about });
}
