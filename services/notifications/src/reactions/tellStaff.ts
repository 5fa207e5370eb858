import type { Context } from '@purser/bus';
import type { invoicing, payments } from '@purser/contracts';
import type { z } from 'zod';
import { planAndSend } from '../commands/planAndSend.ts';
import { isStaffMailOn } from '../store/staffMails.ts';
import { patience_ms } from './onPaymentFailed.ts';

/** Staff who want to hear of each payment do. */
export async function tellStaffOfPayment(
  ctx: Context,
  { invoiceId, customerId, paymentId, amount, currency }: z.output<typeof invoicing.paymentAllocated.input>,
): Promise<void> {
  if (!(await isStaffMailOn(ctx.tx, 'staffPaymentReceived'))) return;
  const sum = { amount, currency, credit: 0 };
  await planAndSend(ctx, { kind: 'staffPaymentReceived', sourceId: paymentId, customerId, invoiceId, sum });
}

/** When the customer is told, and as long as it is still so. */
export async function tellStaffOfFailure(
  ctx: Context,
  { attemptId, invoiceId, customerId, code, declineCode, autopay }: z.output<typeof payments.paymentFailed.input>,
): Promise<void> {
  // It is tried again by itself: nobody has to do anything yet.
  if (autopay && autopay.nextOn !== null) return;
  if (!(await isStaffMailOn(ctx.tx, 'staffPaymentFailed'))) return;
  const at = new Date(ctx.now.getTime() + patience_ms);
  const mail = { sourceId: attemptId, customerId, invoiceId, declineCode: declineCode ?? code };
  await planAndSend(ctx, { kind: 'staffPaymentFailed', ...mail }, at);
}

/** Staff hear that an invoice is not charged by itself any more, once. */
export async function tellStaffOfGivingUp(
  ctx: Context,
  { invoiceId, customerId, why }: z.output<typeof payments.autopayGaveUp.input>,
): Promise<void> {
  if (!(await isStaffMailOn(ctx.tx, 'staffAutopayGaveUp'))) return;
  const mail = { sourceId: ctx.messageId, customerId, invoiceId, declineCode: why };
  await planAndSend(ctx, { kind: 'staffAutopayGaveUp', ...mail });
}
