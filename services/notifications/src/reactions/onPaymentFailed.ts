import type { Context } from '@purser/bus';
import type { payments } from '@purser/contracts';
import type { z } from 'zod';
import { planAndSend } from '../commands/planAndSend.ts';

/** A payer who is still at it sees the decline on the page and takes another card; only who left it gets a mail. */
const patience_ms = 10 * 60_000;

/** One mail an attempt, however many cards were tried on it, and none when it was made good by then. */
export async function onPaymentFailed(
  ctx: Context,
  { attemptId, invoiceId, customerId, code, declineCode }: z.output<typeof payments.paymentFailed.input>,
): Promise<void> {
  const at = new Date(ctx.now.getTime() + patience_ms);
  const mail = { kind: 'paymentFailed', sourceId: attemptId, customerId, invoiceId, declineCode: declineCode ?? code };
  await planAndSend(ctx, { ...mail, kind: 'paymentFailed' }, at);
}
