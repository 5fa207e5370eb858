import { localDate } from '@purser/billing';
import type { Context } from '@purser/bus';
import type { invoicing as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import { dueOf, statusOf } from '../domain/invoice.ts';
import { decideRefund } from '../domain/refund.ts';
import { lockInvoice } from '../store/lockInvoice.ts';
import { insertRefund, type NewRefund, refundableOf, sendBack, setCreditAside } from '../store/refunds.ts';
import { refundFactsOf, reversePayment } from '../store/reversals.ts';
import { noteOnTimeline } from '../store/timeline.ts';

/** A payment goes back, or part of it. What is owed to the customer stands in the books at once; payments sends it. */
export async function refundPayment(ctx: Context, input: z.output<typeof contract.refundPayment.input>) {
  const { refundId, invoiceId, paymentId, reason, note } = input;
  const amount = BigInt(input.amount);
  const invoice = await lockInvoice(ctx, invoiceId);
  const { fromCredit, fromInvoice } = decideRefund(
    await refundFactsOf(ctx, invoice, paymentId),
    await refundableOf(ctx, invoiceId, paymentId),
    amount,
    invoice.disputed,
  );
  const date = localDate(ctx.now, invoice.timeZone);
  const refund: NewRefund = {
    ...{ refundId, paymentId, creditNoteId: null, reason, origin: 'purser' as const },
    ...{ amount, fromCredit, date },
  };
  if (!(await insertRefund(ctx, invoice, refund)))
    throw fault('conflict', 'refund_exists', 'There is a refund with this id.');
  await setCreditAside(ctx, invoice, refund);
  await noteOnTimeline(ctx, invoice, {
    ...{ what: 'refundAsked', amount, sourceId: refundId },
    ...(note !== undefined && { text: note }),
  });
  const after =
    fromInvoice > 0n
      ? await reversePayment(ctx, invoice, { paymentId, amount: fromInvoice, cause: 'refund', causeId: refundId, date })
      : invoice;
  sendBack(ctx, invoice, refund);
  return {
    refundId,
    amount: input.amount,
    fromCredit: Number(fromCredit),
    due: Number(dueOf(after)),
    status: statusOf(after, date),
  };
}
