import type { Context } from '@purser/bus';
import type { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { isId, newId } from '@purser/message';
import { fromStripe } from '@purser/money';
import type { z } from 'zod';
import { applyRefund } from '../../applying/applyRefund.ts';
import type { Outside } from '../../outside.ts';
import { endBill } from '../../store/bills.ts';
import { paymentByIntent } from '../../store/payments.ts';
import { insertPart, lockPart, lockPartOf, lockRefundable, type RefundPart } from '../../store/refunds.ts';
import type { Home } from '../../stripe/home.ts';
import { type RefundJson, refundFact, refundJson, withFees } from '../../stripe/refunds.ts';
import { follow } from '../follow.ts';

type Input = z.output<typeof contract.followRefund.input>;
type Output = z.input<typeof contract.followRefund.output>;

/** Reads a refund at Stripe: ours, or one that somebody made in Stripe's dashboard, which is taken in. */
export const followRefund = (outside: Outside) =>
  follow<Input, Output, RefundJson>(outside, {
    read: async (stripe, { stripeRefundId }, askedAt) =>
      refundJson(await stripe.refunds.retrieve(stripeRefundId, { expand: withFees }), askedAt),
    take: async (ctx, { input: { stripeRefundId }, at, said }) => {
      if (said.said === 'no')
        throw fault('external', 'refund_unknown', 'The payment service does not know this refund.', {
          internal: said.text,
        });
      const part = await partOf(ctx, at, said.value);
      const status = await applyRefund(ctx, part, refundFact(said.value), new Date(said.value.askedAt));
      return { stripeRefundId, status };
    },
  });

async function partOf(ctx: Context, at: Home, refund: RefundJson): Promise<RefundPart> {
  const { id, paymentIntentId, partId } = refund;
  const payment = paymentIntentId === null ? undefined : await paymentByIntent(ctx.tx, at, paymentIntentId);
  if (!payment)
    throw fault('external', 'payment_unknown', 'A refund of a payment that nobody here knows.', { internal: id });
  // Under the payment's lock: two events of one refund cannot both take it in.
  await lockRefundable(ctx.tx, payment);
  const known = await lockPartOf(ctx.tx, id, partId !== null && isId(partId) ? partId : undefined);
  // What metadata names must be a refund of this very payment: it could be written by whoever holds the Stripe account.
  if (known?.paymentId === payment.paymentId) return known;
  const { amount, currency } = fromStripe({ amount: refund.amount, currency: refund.currency });
  await endBill(ctx, payment.invoiceId);
  const adopted = newId();
  const part = { ...payment, partId: adopted, refundId: adopted, origin: 'stripe' as const, amount, currency };
  await insertPart(ctx.tx, ctx.tenant, { ...part, reason: 'requestedByCustomer', creditNoteId: null }, ctx.now);
  const row = await lockPart(ctx.tx, adopted);
  if (!row) throw fault('bug', 'refund_lost', 'Something went wrong on our side.');
  return row;
}
