import type { Context } from '@purser/bus';
import type { payments } from '@purser/contracts';
import type { z } from 'zod';
import { planAndSend } from '../commands/planAndSend.ts';
import type { NewMail } from '../store/mails.ts';

type Failed = z.output<typeof payments.paymentFailed.input>;

/** A payer who is still at it sees the decline on the page and takes another card; only who left it gets a mail. */
export const patience_ms = 10 * 60_000;

/** One mail an attempt, however many cards were tried on it, and none when it was made good by then. */
export async function onPaymentFailed(ctx: Context, failed: Failed): Promise<void> {
  const { attemptId, invoiceId, customerId, code, declineCode, autopay } = failed;
  const mail = { sourceId: attemptId, customerId, invoiceId, declineCode: declineCode ?? code };
  // Nobody was there: there is nothing to wait for.
  if (autopay) return planAndSend(ctx, { ...mail, ...mailAfter(autopay) });
  await planAndSend(ctx, { ...mail, kind: 'paymentFailed' }, new Date(ctx.now.getTime() + patience_ms));
}

/** What its customer is told depends on what they can do about it. */
function mailAfter({ verdict, nextOn, endsOn }: NonNullable<Failed['autopay']>): Pick<NewMail, 'kind' | 'reference'> {
  if (verdict === 'authenticate') return { kind: 'autopayConfirm' };
  if (verdict !== 'retry') return { kind: 'autopayCardNeeded' };
  return nextOn === null
    ? { kind: 'autopayLastNotice', reference: endsOn }
    : { kind: 'autopayRefused', reference: nextOn };
}

/** No bank was asked: there is no attempt to tell of. Told once for each invoice. */
export async function onAutopayWaits(
  ctx: Context,
  { invoiceId, customerId }: z.output<typeof payments.autopayWaits.input>,
): Promise<void> {
  await planAndSend(ctx, { kind: 'autopayCardNeeded', sourceId: invoiceId, customerId, invoiceId });
}
