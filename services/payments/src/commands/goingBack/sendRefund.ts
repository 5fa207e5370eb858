import type { CallFacts, Context, Next } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { newId } from '@purser/message';
import { currency, money, stripeStep, toStripe } from '@purser/money';
import type Stripe from 'stripe';
import type { z } from 'zod';
import { applyRefund } from '../../applying/applyRefund.ts';
import { firstLook, keyExpired } from '../../domain/janitor.ts';
import { spreadRefund } from '../../domain/refund.ts';
import type { Outside } from '../../outside.ts';
import { endBill } from '../../store/bills.ts';
import { aliveOf, insertPart, lockPart, lockRefundable, type PaymentToRefund } from '../../store/refunds.ts';
import { askStripe, lacksPermission, type StripeAnswer } from '../../stripe/answer.ts';
import { asItIsNow, askOrLook, ifSeen, unlessShutOut } from '../../stripe/askOrLook.ts';
import type { Home } from '../../stripe/home.ts';
import { findRefund, type RefundJson, refundFact, refundJson, withFee } from '../../stripe/refunds.ts';

type Input = z.output<typeof contract.sendRefund.input>;
type Output = z.input<typeof contract.sendRefund.output>;
type Params = {
  payment_intent: string;
  amount: number;
  reason: Stripe.RefundCreateParams.Reason;
  metadata: Record<string, string>;
  /** Of a payment that the platform took a fee of. */
  refund_application_fee?: true;
  expand?: ['balance_transaction'];
};
type Part = Home & { partId: string; bornAt: string; params: Params };
/** The refunds that are still to be made, each exactly as it goes to Stripe. */
type Request = { refundId: string; parts: Part[] };

const stripeReasons = {
  requestedByCustomer: 'requested_by_customer',
  duplicate: 'duplicate',
  fraudulent: 'fraudulent',
} as const;

/**
 * Sends money back, one refund per payment. Each has its row before Stripe is asked, and one key for ever; the rows count
 * against their payments from then on, so that no two can send the same money.
 */
export function sendRefund({ accounts, clock }: Outside) {
  return {
    gather: async () => undefined,
    plan,
    steps: {
      create: {
        call: async (raw: unknown, { tenant, again }: CallFacts): Promise<StripeAnswer<RefundJson>> => {
          const [part] = (raw as Request).parts;
          if (!part) throw fault('bug', 'no_part', 'Something went wrong on our side.');
          const { partId, mode, account, bornAt, params } = part;
          const { stripe } = await accounts.ofTenant(tenant, mode, account);
          const askedAt = clock.machine();
          if (!keyExpired(new Date(bornAt), askedAt))
            return askOrLook(
              async () => {
                const made = await stripe.refunds.create(params, { idempotencyKey: `refund:${partId}` });
                return refundJson(await asItIsNow(made, () => stripe.refunds.retrieve(made.id)), askedAt);
              },
              () =>
                ifSeen(async () => {
                  const made = await findRefund(stripe, { paymentIntentId: params.payment_intent, partId });
                  return made && refundJson(made, askedAt);
                }),
              { again },
            );
          const found = unlessShutOut(
            await askStripe(() => findRefund(stripe, { paymentIntentId: params.payment_intent, partId })),
          );
          if (found.said === 'no') return found;
          return found.value
            ? { said: 'yes', value: refundJson(found.value, askedAt) }
            : { said: 'no', code: 'neverSent', text: 'never made' };
        },
        record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> => {
          const { refundId, parts } = raw as Request;
          const [part, ...rest] = parts;
          const said = answer as StripeAnswer<RefundJson>;
          const row = part && (await lockPart(ctx.tx, part.partId));
          if (!row) throw fault('bug', 'refund_lost', 'Something went wrong on our side.');
          if (said.said === 'yes') await applyRefund(ctx, row, refundFact(said.value), new Date(said.value.askedAt));
          // What Stripe has told of is there, whatever it says to a request that comes again.
          else if (row.stripeRefundId === null)
            await applyRefund(ctx, row, { id: null, status: 'failed', failure: said.code }, ctx.now);
          // A look at Stripe says by name what the key lacks.
          if (said.said === 'no' && said.code === lacksPermission)
            ctx.stage.send(contract.checkStripe, { mode: row.mode });
          return rest.length > 0 ? { step: 'create', request: { refundId, parts: rest } } : { done: { refundId } };
        },
      },
    },
  };
}

async function plan(ctx: Context, input: Input): Promise<Next<Output>> {
  const { refundId, invoiceId, customerId, currency: code } = input;
  // The payments first, then the bill: so does whoever hears of a refund or a dispute.
  const payments = await lockRefundable(ctx.tx, input);
  // Whose money went back is not charged for it again while they are away.
  await endBill(ctx, invoiceId);
  const ours = payments.filter((payment) => payment.customerId === customerId && payment.currency === code);
  const open = BigInt(input.amount) - (await aliveOf(ctx.tx, refundId));
  const atMost = input.atMost === undefined ? open : BigInt(input.atMost);
  const wanted = open < atMost ? open : atMost;
  const { parts, short, fine } = spreadRefund(wanted, ours, ours.length > 0 ? stripeStep(currency(code)) : 1n);
  if (short > 0n)
    ctx.stage.send(contract.refundFailed, {
      refundId,
      invoiceId,
      customerId,
      currency: code,
      amount: Number(short),
      at: ctx.now.toISOString(),
      failure: fine ? 'notSendable' : 'noCardPayment',
      hadSucceeded: false,
    });
  const planned: Part[] = [];
  for (const { payment, amount } of parts) planned.push(await planPart(ctx, input, payment, amount));
  return planned.length > 0 ? { step: 'create', request: { refundId, parts: planned } } : { done: { refundId } };
}

async function planPart(ctx: Context, input: Input, payment: PaymentToRefund, amount: bigint): Promise<Part> {
  const { refundId, creditNoteId, reason } = input;
  const { left: _, ...ofPayment } = payment;
  const partId = newId();
  await insertPart(
    ctx.tx,
    ctx.tenant,
    { ...ofPayment, partId, refundId, origin: 'purser', amount, reason, creditNoteId },
    ctx.now,
  );
  ctx.stage.later(contract.resolveRefund, { partId }, firstLook(ctx.now));
  const { invoiceId, mode, account, paymentIntentId, applicationFee } = payment;
  const params = {
    payment_intent: paymentIntentId,
    amount: toStripe(money(amount, currency(payment.currency))).amount,
    reason: stripeReasons[reason],
    ...(applicationFee > 0n && { refund_application_fee: true as const, expand: withFee }),
    metadata: {
      tenant_id: ctx.tenant,
      invoice_id: invoiceId,
      refund_id: refundId,
      part_id: partId,
      ...(creditNoteId && { credit_note_id: creditNoteId }),
    },
  };
  return { partId, mode, account, bornAt: ctx.now.toISOString(), params };
}
