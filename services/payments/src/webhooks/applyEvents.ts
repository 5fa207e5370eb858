import type { Bus, WorkContext } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import type { Vault } from '@purser/vault';
import type Stripe from 'stripe';
import { applyIntent, factOf } from '../applying/applyIntent.ts';
import { endMandate } from '../applying/endMandate.ts';
import { forgetStripeCustomer } from '../applying/forgetStripeCustomer.ts';
import { isDecided, plainType, useOf } from '../domain/eventTypes.ts';
import { type Attempt, learnMethodType, lockAttemptOf } from '../store/attempts.ts';
import { lockConnectionOf } from '../store/connections.ts';
import { methodAtStripe } from '../store/methods.ts';
import { paymentOfIntent } from '../store/payments.ts';
import { isOurSetup } from '../store/setups.ts';
import { attemptFailed, intentJson } from '../stripe/answer.ts';
import { type Home, isSameHome } from '../stripe/home.ts';
import { applyPaid, isPaid, nameOf } from './applyPaid.ts';
import type { Claimed } from './claimed.ts';
import type { End, Told } from './told.ts';

export type Ended = { event: Pick<Told, 'id' | 'type'>; end: End };

type Parts = { vault: Vault; keepTidy(ctx: WorkContext): Promise<void> };

/** It comes before what it needs: nothing was written for it yet. */
class TooSoon extends Error {
  override name = 'TooSoon';
}

/** What the others of its transaction are not to be undone for. */
type Left = { event: Claimed; error: unknown };

/**
 * Applies events of one tenant in one transaction and says in it that they were: a crash does all or none. Payments go first, for
 * fees, refunds and disputes need theirs. @returns those that came too soon, which stay as they are
 */
export async function applyEvents(
  { vault, keepTidy }: Parts,
  bus: Bus,
  tenant: string,
  events: readonly Claimed[],
): Promise<Left[]> {
  const ring = await vault.ready(tenant);
  const isFirst = ({ type }: Claimed) => useOf(type) === 'intent';
  const inOrder = [...events.filter(isFirst), ...events.filter((event) => !isFirst(event))];
  const told = inOrder.map((event) => ({
    event,
    body: JSON.parse(ring.openText('webhook.payload', event.eventId, event.payload)) as Told,
  }));
  return bus.work(tenant, async (ctx) => {
    const paid = await applyPaid(told.filter(isPaid).map((one) => ({ ...one, ctx: ctx.apart() })));
    const ended: Ended[] = told.flatMap(({ event, body }) => {
      const end = paid.get(event.eventId);
      return end ? [{ event: body, end }] : [];
    });
    const left: Left[] = [];
    for (const { event, body } of told) {
      if (paid.has(event.eventId)) continue;
      try {
        ended.push({ event: body, end: await applyOne(ctx.apart(), event, body) });
      } catch (error) {
        if (!(error instanceof TooSoon)) throw error;
        left.push({ event, error });
      }
    }
    await writeEnds(ctx, ended);
    await keepTidy(ctx);
    return left;
  });
}

function applyOne(ctx: WorkContext, { mode, account, form, eventId, type }: Claimed, body: Told): End | Promise<End> {
  const at = { mode, account };
  return form === 'thin' ? applyThin(ctx, at, { id: eventId, type }) : apply(ctx, at, body);
}

/** It only names its object: a command reads that, and applies it then; of an account that is read in any case, its name will do. */
function applyThin(ctx: WorkContext, at: Home, { id, type }: { id: string; type: string }): End | Promise<End> {
  const use = useOf(type);
  if (use === 'ignore' || use === 'account') return apply(ctx, at, { id, type, data: { object: {} } });
  return { status: 'processed', ledTo: ctx.stage.send(contract.followThin, { eventId: id, at }) };
}

/** Says what came of events. */
export async function writeEnds({ tx, tenant, now, log }: WorkContext, ended: readonly Ended[]): Promise<void> {
  for (const { event, end } of ended)
    if (end.status === 'unmatched')
      log.warn({ event: event.id, type: event.type, tenant }, 'an event speaks of a payment nobody here knows');
  const ids = ended.map(({ event }) => event.id);
  const ends = ended.map(({ end }) => end);
  await tx.sql`
    update webhook_events e set status = u.status, problem = u.problem, next_at = null, done_at = ${now.toISOString()},
      led_to = coalesce(u.led_to, e.led_to)
    from unnest(${ids}::text[], ${ends.map(({ status }) => status)}::text[], ${ends.map(({ problem }) => problem ?? null)}::text[],
      ${ends.map(({ ledTo }) => ledTo ?? null)}::uuid[]) as u(id, status, problem, led_to)
    where e.event_id = u.id`;
}

/** What an event speaks of is looked for among what lives at the account it came from, and nowhere else. */
export async function apply(ctx: WorkContext, at: Home, event: Told): Promise<End> {
  const { id: objectId = '' } = event.data.object as { id?: string };
  switch (useOf(event.type)) {
    case 'intent':
      return applyToAttempt(ctx, at, event.data.object as Stripe.PaymentIntent, plainType(event.type));
    case 'charge':
      return learnFee(ctx, at, event.data.object as Stripe.Charge);
    case 'refund': {
      const { id, payment_intent: intent } = event.data.object as Stripe.Refund;
      return follow(ctx, at, intent, () => ctx.stage.send(contract.followRefund, { stripeRefundId: id, at }));
    }
    case 'dispute': {
      const { id, payment_intent: intent } = event.data.object as Stripe.Dispute;
      return follow(ctx, at, intent, () => ctx.stage.send(contract.followDispute, { stripeDisputeId: id, at }));
    }
    case 'setup':
      return ours(await isOurSetup(ctx.tx, at, objectId), () =>
        ctx.stage.send(contract.followSetup, { setupIntentId: objectId, at }),
      );
    case 'method':
      return followCard(ctx, at, objectId);
    case 'mandate':
      return { status: (await endMandate(ctx, at, event.data.object as Stripe.Mandate)) ? 'processed' : 'ignored' };
    case 'account':
      return ours(await isConnected(ctx, at), () => ctx.stage.send(contract.followAccount, at));
    case 'payout':
      ctx.stage.send(contract.followPayout, { stripePayoutId: objectId, at });
      return { status: 'processed' };
    case 'customer':
      await forgetStripeCustomer(ctx, at, objectId);
      return { status: 'processed' };
    default:
      return isDecided(event.type) ? { status: 'ignored' } : noteUndecided(ctx, event);
  }
}

/** A type that this version knows nothing of: kept, ignored, and said once. */
async function noteUndecided({ tx, tenant, now, log }: WorkContext, { id, type }: Told): Promise<End> {
  const isFirst = await tx.sql`
    insert into webhook_types (tenant_id, type, first_event_id, seen_at) values (${tenant}, ${type}, ${id}, ${now.toISOString()})
    on conflict do nothing`;
  if (isFirst.count === 1)
    log.warn({ alarm: 'webhook_undecided', event: id, type, tenant }, 'an event of a type that nobody has decided on');
  return { status: 'ignored', problem: 'Nobody has decided yet what events of this type are used for.' };
}

async function applyToAttempt(ctx: WorkContext, at: Home, intent: Stripe.PaymentIntent, type: string): Promise<End> {
  const { intentId, attemptId } = nameOf(intent);
  const attempt = await lockAttemptOf(ctx.tx, at, intentId, attemptId);
  if (!attempt) return { status: 'unmatched', problem: `no attempt for ${intent.id}` };
  const declined = type === 'payment_intent.payment_failed';
  if (isHint(intent, type, attempt)) {
    const paymentIntentId = intent.id;
    return { status: 'processed', ledTo: ctx.stage.send(contract.followIntent, { paymentIntentId, at, declined }) };
  }
  const { did, problem } = await applyIntent(ctx, attempt, factOf(intentJson(intent), declined));
  const status = did === 'superseded' ? 'superseded' : 'processed';
  return problem === undefined ? { status } : { status, problem };
}

/**
 * Of a debit that a bank refused days later the intent does not say why, its charge does; and that it is on its way may be old news by
 * then. Both are read at Stripe.
 */
function isHint(intent: Stripe.PaymentIntent, type: string, { declines }: Pick<Attempt, 'declines'>): boolean {
  if (type === 'payment_intent.processing') return declines > 0;
  return type === 'payment_intent.payment_failed' && intent.last_payment_error?.code === attemptFailed;
}

async function followCard(ctx: WorkContext, at: Home, stripeMethodId: string): Promise<End> {
  const method = await methodAtStripe(ctx.tx, stripeMethodId);
  return ours(method !== undefined && isSameHome(method, at), () =>
    ctx.stage.send(contract.followMethod, { stripeMethodId, at }),
  );
}

const isConnected = async ({ tx }: WorkContext, at: Home): Promise<boolean> =>
  (await lockConnectionOf(tx, at)) !== undefined;

/** What is on file of others is no affair of ours. */
function ours(known: boolean, send: () => string): End {
  return known ? { status: 'processed', ledTo: send() } : { status: 'ignored' };
}

/**
 * Events of refunds and disputes come in any order and may be old: they are hints, and what they speak of is read at Stripe.
 * One that has overtaken its payment's own event is tried again shortly.
 */
async function follow(
  ctx: WorkContext,
  at: Home,
  intent: string | Stripe.PaymentIntent | null,
  send: () => string,
): Promise<End> {
  const intentId = typeof intent === 'string' ? intent : intent?.id;
  if (!intentId) return { status: 'unmatched', problem: 'it belongs to no payment intent' };
  if (await paymentOfIntent(ctx.tx, at, intentId)) return { status: 'processed', ledTo: send() };
  await expectPayment(ctx, at, intentId);
  return { status: 'unmatched', problem: `no attempt for ${intentId}` };
}

/** @throws TooSoon while an attempt of ours is known whose payment has not come yet. */
async function expectPayment(ctx: WorkContext, at: Home, intentId: string): Promise<void> {
  if (await lockAttemptOf(ctx.tx, at, intentId, undefined))
    throw new TooSoon(`the payment of ${intentId} is not here yet`);
}

/** The fee comes with the balance transaction, which may be some time after the payment. */
async function learnFee(ctx: WorkContext, at: Home, charge: Stripe.Charge): Promise<End> {
  const { payment_intent: intent, balance_transaction: transaction } = charge;
  const balanceTransactionId = typeof transaction === 'string' ? transaction : transaction?.id;
  const intentId = typeof intent === 'string' ? intent : intent?.id;
  const type = charge.payment_method_details?.type;
  // A card's charge is known by its id; of the others nothing else may have told.
  if (intentId && type && type !== 'card') await learnMethodType(ctx.tx, at, intentId, type);
  if (!balanceTransactionId || !intentId) return { status: 'processed' };
  const payment = await paymentOfIntent(ctx.tx, at, intentId);
  if (!payment) {
    await expectPayment(ctx, at, intentId);
    return { status: 'unmatched', problem: `no attempt for ${intentId}` };
  }
  if (payment.feeKnown) return { status: 'processed' };
  const asked = { paymentId: payment.paymentId, balanceTransactionId };
  return { status: 'processed', ledTo: ctx.stage.send(contract.recordFee, asked) };
}
