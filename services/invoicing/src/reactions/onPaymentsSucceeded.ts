import { localDate } from '@purser/billing';
import { type BatchItem, notYet } from '@purser/bus';
import type { payments } from '@purser/contracts';
import type { z } from 'zod';
import { isDraft } from '../domain/invoice.ts';
import { settlePayments } from '../settlePayment.ts';
import { appliedAmong, paymentKey } from '../store/allocations.ts';
import { endHolds } from '../store/holds.ts';
import { findAndLockInvoices } from '../store/lockInvoice.ts';

type Succeeded = BatchItem<z.output<typeof payments.paymentSucceeded.input>>;

/** Every unit that came in settles its invoice or becomes credit. A payment counts once, however often it is told. */
export async function onPaymentsSucceeded(_ctx: unknown, told: readonly Succeeded[]): Promise<void> {
  // Of one invoice one payment at a time: what is due of it then depends on the one before.
  for (let left = [...told]; left.length > 0; ) {
    const round = [...Map.groupBy(left, ({ payload }) => payload.invoiceId).values()].flatMap((ofOne) =>
      ofOne.slice(0, 1),
    );
    left = left.filter((one) => !round.includes(one));
    await settleRound(round);
  }
}

async function settleRound(round: readonly Succeeded[]): Promise<void> {
  const [first] = round;
  if (!first) return;
  const of = (read: (payload: Succeeded['payload']) => string) => round.map(({ payload }) => read(payload));
  const [invoices, applied] = await Promise.all([
    findAndLockInvoices(
      first.ctx,
      of(({ invoiceId }) => invoiceId),
    ),
    appliedAmong(
      first.ctx,
      of(({ paymentId }) => paymentId),
    ),
  ]);
  const fresh = round.flatMap(({ ctx, payload }) => {
    const invoice = invoices.get(payload.invoiceId);
    if (!invoice || isDraft(invoice)) throw notYet(`invoice:${payload.invoiceId}`);
    return applied.has(payload.paymentId) ? [] : [{ ctx, invoice, payload }];
  });
  if (fresh.length === 0) return;
  await endHolds(
    first.ctx,
    fresh.map(({ invoice, payload: { attemptId } }) => ({ attemptId, invoice })),
  );
  const settled = await settlePayments(
    fresh.map(({ ctx, invoice, payload: { receivedAt, amount, way = 'card', ...payment } }) => ({
      ctx,
      invoice,
      received: {
        ...payment,
        amount: BigInt(amount),
        date: localDate(new Date(receivedAt), invoice.timeZone),
        method: way,
      },
    })),
  );
  for (const [
    at,
    {
      ctx,
      payload: { invoiceId, paymentId },
    },
  ] of fresh.entries()) {
    ctx.stage.appeared(paymentKey(paymentId));
    if ((settled[at]?.credit ?? 0n) > 0n)
      ctx.log.warn({ tenant: ctx.tenant, invoice: invoiceId, payment: paymentId }, 'money came in beyond what was due');
  }
}
