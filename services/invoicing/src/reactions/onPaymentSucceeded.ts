import { localDate } from '@purser/billing';
import { type Context, notYet } from '@purser/bus';
import type { payments } from '@purser/contracts';
import type { z } from 'zod';
import { methodWords } from '../documents/receiptDocument.ts';
import { isDraft } from '../domain/invoice.ts';
import { settlePayment } from '../settlePayment.ts';
import { isApplied } from '../store/allocations.ts';
import { endHold } from '../store/holds.ts';
import { findAndLockInvoice } from '../store/lockInvoice.ts';

type Succeeded = z.output<typeof payments.paymentSucceeded.input>;

/** Every unit that came in settles the invoice or becomes credit. A payment counts once, however often it is told. */
export async function onPaymentSucceeded(ctx: Context, payment: Succeeded): Promise<void> {
  const { paymentId, invoiceId, attemptId, customerId, currency } = payment;
  const [invoice, applied] = await Promise.all([findAndLockInvoice(ctx, invoiceId), isApplied(ctx, paymentId)]);
  if (!invoice || isDraft(invoice)) throw notYet(`invoice:${invoiceId}`);
  if (applied) return;
  await endHold(ctx, { attemptId, invoice });
  const amount = BigInt(payment.amount);
  const date = localDate(new Date(payment.receivedAt), invoice.timeZone);
  const { credit } = await settlePayment(ctx, invoice, {
    paymentId,
    customerId,
    currency,
    amount,
    date,
    method: methodWords.card,
  });
  if (credit > 0n)
    ctx.log.warn({ tenant: ctx.tenant, invoice: invoiceId, payment: paymentId }, 'money came in beyond what was due');
}
