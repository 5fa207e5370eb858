import type { Ask, Context, MessageFacts, Next } from '@purser/bus';
import { type payments as contract, invoicing } from '@purser/contracts';
import { fault } from '@purser/fault';
import { newId } from '@purser/message';
import { fromStripe } from '@purser/money';
import type { z } from 'zod';
import { applyIntent, factOf } from '../../applying/applyIntent.ts';
import { sendForFee, transactionOf } from '../../applying/sendForFee.ts';
import { keyExpired } from '../../domain/janitor.ts';
import { actionsOf } from '../../domain/orphan.ts';
import type { Outside } from '../../outside.ts';
import { insertAdopted, lockAttempt } from '../../store/attempts.ts';
import { beginSettling, endSettling, findOrphan, lockOrphan, type Orphan } from '../../store/orphans.ts';
import { askStripe, type IntentJson, intentJson, type StripeAnswer } from '../../stripe/answer.ts';
import type { Home } from '../../stripe/home.ts';

type Input = z.output<typeof contract.settleOrphan.input>;
type Output = z.input<typeof contract.settleOrphan.output>;
type Invoice = { invoiceId: string; customerId: string; currency: string };
type Request = { orphanId: string; at: Home };
type BookRequest = Request & { intentId: string; attemptId: string; invoice: Invoice; asCredit: boolean };
type RefundRequest = Request & { chargeId: string; bornAt: string };

/** Somebody decides on what does not match. Booking reads the charge anew and goes the way of every payment. */
export function settleOrphan(outside: Outside) {
  return {
    gather: (facts: Pick<MessageFacts, 'tenant'> & { ask: Ask }, input: Input) => gather(outside, facts, input),
    plan,
    steps: { book: bookStep(outside), refund: refundStep(outside) },
  };
}

async function gather(
  { runtime }: Outside,
  { tenant, ask }: Pick<MessageFacts, 'tenant'> & { ask: Ask },
  { orphanId, action, invoiceId }: Input,
): Promise<Invoice | null> {
  const known = await runtime.tenantTx({ tenant }, (tx) => findOrphan(tx, orphanId));
  if (!known) throw noOrphan();
  if (action !== 'link' && action !== 'credit') return null;
  if (invoiceId === undefined) throw noInvoice();
  const { customerId, currency, status } = await ask.query(invoicing.getInvoice, { invoiceId });
  if (status === 'draft') throw fault('rejected', 'invoice_is_draft', 'The invoice has not been issued.');
  return { invoiceId, customerId, currency };
}

async function plan(ctx: Context, input: Input, invoice: Invoice | null): Promise<Next<Output>> {
  const { orphanId, action, reason } = input;
  const orphan = await lockOrphan(ctx.tx, orphanId);
  if (!orphan) throw noOrphan();
  if (orphan.status !== 'open') throw fault('rejected', 'orphan_settled', 'Somebody has decided on this already.');
  if (!actionsOf(orphan).includes(action))
    throw fault('rejected', 'action_not_possible', 'This cannot be done with what was found.');
  const by = ctx.actor.kind === 'staff' ? ctx.actor.id : ctx.actor.kind;
  await beginSettling(ctx, orphanId, { action, reason, by });
  const request = { orphanId, at: { mode: orphan.mode, account: orphan.account } };
  if (action === 'ignore') {
    await endSettling(ctx, orphanId, 'ignored');
    return { done: { orphanId, status: 'ignored' } };
  }
  if (action === 'refund') {
    const chargeId = orphan.stripeId ?? '';
    return { step: 'refund', request: { ...request, chargeId, bornAt: ctx.now.toISOString() } satisfies RefundRequest };
  }
  return planBooking(orphan, invoice, action === 'credit', request);
}

function planBooking(
  { currency, intentId }: Orphan,
  invoice: Invoice | null,
  asCredit: boolean,
  request: Request,
): Next<Output> {
  if (!invoice || intentId === null) throw noInvoice();
  if (currency !== invoice.currency)
    throw fault('rejected', 'currency_differs', 'The invoice is in another currency than what was charged.');
  const booking = { ...request, intentId, attemptId: newId(), invoice, asCredit };
  return { step: 'book', request: booking satisfies BookRequest };
}

type Booked = IntentJson & { balanceTransactionId: string | null };

function bookStep({ accounts }: Outside) {
  return {
    call: async (raw: unknown, { tenant }: MessageFacts): Promise<StripeAnswer<Booked>> => {
      const { at, intentId } = raw as BookRequest;
      const { stripe } = await accounts.ofTenant(tenant, at.mode, at.account);
      return askStripe(async () => {
        const intent = await stripe.paymentIntents.retrieve(intentId, { expand: ['latest_charge'] });
        return { ...intentJson(intent), balanceTransactionId: transactionOf(intent.latest_charge) };
      });
    },
    record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> => {
      const { orphanId, at, attemptId, invoice, asCredit } = raw as BookRequest;
      const said = answer as StripeAnswer<Booked>;
      if (said.said === 'no') return backToOpen(ctx, orphanId, said.text);
      if (said.value.status !== 'succeeded') return backToOpen(ctx, orphanId, `It is ${said.value.status} at Stripe.`);
      const { id, amount_received, currency } = said.value;
      const { amount } = fromStripe({ amount: amount_received, currency });
      await insertAdopted(ctx, { ...at, ...invoice, attemptId, intentId: id, amount });
      const attempt = await lockAttempt(ctx.tx, attemptId);
      if (!attempt) return backToOpen(ctx, orphanId, 'A payment of ours belongs to it already.');
      await applyIntent(ctx, attempt, factOf(said.value), { asCredit });
      await sendForFee(ctx, at, said.value);
      const status = asCredit ? 'credited' : 'linked';
      await endSettling(ctx, orphanId, status);
      return { done: { orphanId, status } };
    },
  };
}

type Refunded = { id: string };

function refundStep({ accounts, clock }: Outside) {
  return {
    call: async (raw: unknown, { tenant }: MessageFacts): Promise<StripeAnswer<Refunded>> => {
      const { orphanId, at, chargeId, bornAt } = raw as RefundRequest;
      const { stripe } = await accounts.ofTenant(tenant, at.mode, at.account);
      return askStripe(async () => {
        // A key that has expired would make a second refund: then it is only looked for.
        if (keyExpired(new Date(bornAt), clock.business())) {
          for await (const { id, metadata } of stripe.refunds.list({ charge: chargeId, limit: 100 }))
            if (metadata?.orphan_id === orphanId) return { id };
          return { id: '' };
        }
        const params = { charge: chargeId, metadata: { tenant_id: tenant, orphan_id: orphanId } };
        const { id } = await stripe.refunds.create(params, { idempotencyKey: `orphan:${orphanId}` });
        return { id };
      });
    },
    record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> => {
      const { orphanId } = raw as RefundRequest;
      const said = answer as StripeAnswer<Refunded>;
      if (said.said === 'no') return backToOpen(ctx, orphanId, said.text);
      if (said.value.id === '') return backToOpen(ctx, orphanId, 'Stripe made no refund.');
      await endSettling(ctx, orphanId, 'refunded');
      return { done: { orphanId, status: 'refunded' } };
    },
  };
}

/** Stripe refused: it waits for another decision, and says why. */
async function backToOpen(ctx: Context, orphanId: string, problem: string): Promise<Next<Output>> {
  await endSettling(ctx, orphanId, 'open', problem.slice(0, 300));
  return { done: { orphanId, status: 'open' } };
}

const noOrphan = () => fault('notFound', 'orphan_not_found', 'There is nothing of this id to decide on.');
const noInvoice = () =>
  fault('invalid', 'invalid_input', 'The input was refused.', {
    errors: [{ path: 'invoiceId', code: 'missing', message: 'Say which invoice.' }],
  });
