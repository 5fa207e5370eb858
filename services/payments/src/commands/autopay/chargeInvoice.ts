import { localDate } from '@purser/billing';
import type { Ask, Context, MessageFacts, Next } from '@purser/bus';
import { payments as contract, directory, invoicing } from '@purser/contracts';
import type { Fault } from '@purser/fault';
import type { z } from 'zod';
import { endOf, mayAsk } from '../../domain/dunning.ts';
import type { Outside } from '../../outside.ts';
import { type Attempt, openAttemptOf } from '../../store/attempts.ts';
import { autopayOf } from '../../store/autopay.ts';
import { type Bill, endBill, lockBill, restartBill, stopBill } from '../../store/bills.ts';
import { readPolicy } from '../../store/dunningPolicies.ts';
import { activeMethods } from '../../store/methods.ts';
import { findStripeCustomer } from '../../store/stripeCustomers.ts';
import { findTry, verdictsOn } from '../../store/tries.ts';
import type { StripeAccount } from '../../stripe/accounts.ts';
import { isSameHome } from '../../stripe/home.ts';
import { gaveUpPreparing } from '../paying/gaveUpPreparing.ts';
import { inProgress, type PrepareOutput as Output, type PrepareRequest, skipped } from '../paying/prepare.ts';
import { cancelOld, cancelOldStep } from '../paying/steps/cancelOld.ts';
import { confirmAwayStep } from '../paying/steps/confirmAway.ts';
import { createCustomerStep } from '../paying/steps/createCustomer.ts';
import { createIntentStep } from '../paying/steps/createIntent.ts';
import { openAttempt } from '../paying/steps/openAttempt.ts';
import { reserveStep } from '../paying/steps/reserve.ts';

type Input = z.output<typeof contract.chargeInvoice.input>;
type Invoice = z.output<typeof invoicing.getInvoice.output>;
type Gathered = {
  account: Omit<StripeAccount, 'stripe'>;
  invoice: Pick<Invoice, 'customerId' | 'currency' | 'due' | 'disputed' | 'number'>;
  stripeCustomer: string | undefined;
  erased: boolean;
  today: string;
};

/**
 * An invoice is charged with the customer away: the same way as with them, by an attempt that is written first and an intent that is made
 * unconfirmed, and then confirmed with the card on file. Whatever is lost on the way, the same intent is confirmed, once.
 */
export function chargeInvoice(outside: Outside) {
  return {
    gather: (facts: Pick<MessageFacts, 'tenant' | 'now'> & { ask: Ask }, input: Input) => gather(outside, facts, input),
    plan,
    steps: {
      cancelOld: cancelOldStep(outside),
      reserve: reserveStep(outside),
      createCustomer: createCustomerStep(outside),
      createIntent: createIntentStep(outside),
      confirmAway: confirmAwayStep(outside),
    },
    gaveUp: gaveUpPreparing,
  };
}

async function gather(
  { accounts, runtime }: Outside,
  { tenant, now, ask }: Pick<MessageFacts, 'tenant' | 'now'> & { ask: Ask },
  { invoiceId }: Input,
): Promise<Gathered> {
  const { stripe: _, ...account } = await accounts.ofTenant(tenant);
  const invoice = await ask.query(invoicing.getInvoice, { invoiceId });
  const { customerId } = invoice;
  const { erased } = await ask.query(directory.getCustomer, { customerId });
  const { timeZone } = await ask.query(directory.getTenant, {});
  const stripeCustomer = await runtime.tenantTx({ tenant }, (tx) => findStripeCustomer(tx, account, customerId));
  return { account, invoice, stripeCustomer, erased, today: localDate(now, timeZone) };
}

async function plan(ctx: Context, input: Input, gathered: Gathered): Promise<Next<Output>> {
  const { account, invoice, stripeCustomer, erased, today } = gathered;
  const { invoiceId } = input;
  const { customerId, currency, number } = invoice;
  const bill = await lockBill(ctx, invoiceId);
  if (!bill || bill.done) return { refused: skipped('not_automatic', 'This invoice is not charged automatically.') };
  if (invoice.due === 0) {
    await endBill(ctx, invoiceId);
    return { refused: skipped('nothing_due', 'Nothing is due on this invoice.') };
  }
  const autopay = await autopayOf(ctx.tx, customerId);
  if (!autopay?.active || erased)
    return { refused: skipped('autopay_off', 'This customer does not pay automatically.') };
  if (invoice.disputed !== null) return { refused: skipped('disputed', 'A payment of this invoice is disputed.') };
  if (!isItsTurn(ctx, input, bill)) return { refused: skipped('not_its_turn', 'This try is over already.') };
  const method = (await activeMethods(ctx.tx, customerId)).find((each) => isSameHome(each, account) && each.isDefault);
  if (!method || stripeCustomer === undefined) return waits(ctx, bill, { why: 'noCard', today });
  if (!mayAsk(await verdictsOn(ctx.tx, invoiceId, method.stripeMethodId)))
    return waits(ctx, bill, { why: 'cardSpent', today });
  const open = await openAttemptOf(ctx.tx, invoiceId);
  if (open && !(await mayGiveWay(ctx, open))) return { refused: inProgress() };
  const { mode, account: accountId, publishableKey, connectedAccount } = account;
  const attempt = { attemptId: ctx.messageId, invoiceId, customerId, mode, account: accountId, currency };
  const request = { attempt, amount: null, customer: stripeCustomer, publishableKey, connectedAccount, number };
  return begin(ctx, { ...request, away: method.stripeMethodId, turn: await turnOf(ctx, bill, today) }, open);
}

async function begin(ctx: Context, request: PrepareRequest, open: Attempt | undefined): Promise<Next<Output>> {
  if (open) return cancelOld(open, request);
  if (!(await openAttempt(ctx, request.attempt, request))) return { refused: inProgress() };
  return { step: 'reserve', request };
}

/** A run's charge is of one step; staff's, which names none, is of whichever comes next, and begins anew what was stopped. */
function isItsTurn({ actor }: Context, { turn }: Input, bill: Bill): boolean {
  if (actor.kind === 'staff') return true;
  return bill.stopped === null && (!turn || (turn.series === bill.series && turn.step === bill.step));
}

async function turnOf(ctx: Context, bill: Bill, today: string): Promise<NonNullable<PrepareRequest['turn']>> {
  const { series, step } = bill.stopped === null ? bill : await restartBill(ctx, bill.invoiceId, today);
  return { series, step, onDay: today };
}

/** What a run's own try left open for the customer makes room for the next; what the customer began does not. */
async function mayGiveWay(ctx: Context, open: Attempt): Promise<boolean> {
  const tried = await findTry(ctx.tx, open.attemptId);
  return tried?.outcome === 'refused' && open.status === 'created';
}

type Waits = z.input<typeof contract.autopayWaits.input>['why'];

/** There is nothing that could be charged: its customer is asked for a card, once, and nothing is tried until there is one. */
async function waits(ctx: Context, bill: Bill, { why, today }: { why: Waits; today: string }): Promise<Next<Output>> {
  if (bill.stopped === null) {
    const endsOn = endOf(await readPolicy(ctx), { firstOn: bill.firstOn ?? today, on: today });
    await stopBill(ctx, bill.invoiceId, { stopped: why === 'noCard' ? 'noCard' : 'ask', endsOn });
    ctx.stage.send(contract.autopayWaits, { invoiceId: bill.invoiceId, customerId: bill.customerId, why });
  }
  return { refused: refusals[why]() };
}

const refusals: Record<Waits, () => Fault> = {
  noCard: () => skipped('no_method', 'There is no card on file.'),
  cardSpent: () => skipped('card_spent', 'The bank will not be asked with this card again. Another card is needed.'),
};
