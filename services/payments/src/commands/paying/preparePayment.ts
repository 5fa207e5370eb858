import type { Ask, Context, Next } from '@purser/bus';
import { type payments as contract, directory, invoicing } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import { triesCards } from '../../domain/janitor.ts';
import type { Outside } from '../../outside.ts';
import { type Attempt, declinesInAnHour, findAttempt, openAttemptOf } from '../../store/attempts.ts';
import { findStripeCustomer } from '../../store/stripeCustomers.ts';
import type { StripeAccount } from '../../stripe/accounts.ts';
import { askStripe } from '../../stripe/answer.ts';
import { isSameHome } from '../../stripe/home.ts';
import { gaveUpPreparing } from './gaveUpPreparing.ts';
import { inProgress, type PrepareOutput as Output } from './prepare.ts';
import { cancelOld, cancelOldStep } from './steps/cancelOld.ts';
import { createCustomerStep } from './steps/createCustomer.ts';
import { createIntentStep } from './steps/createIntent.ts';
import { openAttempt } from './steps/openAttempt.ts';
import { reserveStep } from './steps/reserve.ts';

type Input = z.output<typeof contract.preparePayment.input>;

type Gathered = {
  account: Omit<StripeAccount, 'stripe'>;
  invoice: { customerId: string; currency: string; due: number; held: number; number: string | null };
  open: Attempt | undefined;
  stripeCustomer: string | undefined;
  person: { name: string; email: string } | undefined;
};

/**
 * The attempt's row is written before anything is asked of anybody: first the invoice holds the amount, then Stripe makes
 * the PaymentIntent, unconfirmed. A crash at any point resumes with the same attempt, the same key and the same request.
 */
export function preparePayment(outside: Outside) {
  return {
    gather: async (facts: Parameters<typeof gather>[1], input: Input) => gather(outside, facts, input),
    plan,
    steps: {
      cancelOld: cancelOldStep(outside),
      reserve: reserveStep(outside),
      createCustomer: createCustomerStep(outside),
      createIntent: createIntentStep(outside),
    },
    gaveUp: gaveUpPreparing,
    /** The client secret is never stored: Stripe is asked for it each time somebody may have it, but for the answer that made it. */
    reveal: async ({ tenant }: { tenant: string }, output: Output): Promise<Output> => {
      const told = outside.newSecrets.take(output.paymentIntentId);
      if (told) return { ...output, clientSecret: told };
      const home = await outside.runtime.tenantTx({ tenant }, (tx) => findAttempt(tx, output.attemptId));
      const { stripe } = await outside.accounts.ofTenant(tenant, home?.mode, home?.account);
      const answer = await askStripe(async () => {
        const { client_secret } = await stripe.paymentIntents.retrieve(output.paymentIntentId);
        return client_secret;
      });
      if (answer.said === 'no')
        throw fault('external', 'intent_not_found', 'The payment service does not know this payment.', {
          internal: answer.text,
        });
      return answer.value === null ? output : { ...output, clientSecret: answer.value };
    },
  };
}

async function gather(
  { accounts, runtime }: Outside,
  { tenant, actor, ask }: Pick<Context, 'tenant' | 'actor'> & { ask: Ask },
  { invoiceId }: Input,
): Promise<Gathered> {
  const { stripe: _, ...account } = await accounts.ofTenant(tenant);
  const invoice = await ask.query(invoicing.getInvoice, { invoiceId });
  const { customerId } = invoice;
  if (actor.kind === 'customer' && actor.id !== customerId)
    throw fault('notFound', 'invoice_not_found', 'There is no such invoice.');
  const [open, stripeCustomer] = await runtime.tenantTx(
    { tenant },
    async (tx) => [await openAttemptOf(tx, invoiceId), await findStripeCustomer(tx, account, customerId)] as const,
  );
  const person = stripeCustomer ? undefined : await ask.query(directory.getCustomer, { customerId });
  if (person?.erased) throw fault('rejected', 'erased', 'The person this was about has been erased.');
  return { account, invoice, open, stripeCustomer, person };
}

async function plan(ctx: Context, { invoiceId, amount }: Input, gathered: Gathered): Promise<Next<Output>> {
  const { account, invoice, open, stripeCustomer, person } = gathered;
  if (ctx.actor.kind === 'customer' && triesCards(await declinesInAnHour(ctx.tx, invoice.customerId, ctx.now)))
    throw fault('rejected', 'too_many_declines', 'Too many cards were refused. Please wait an hour, or ask us.');
  const { mode, account: accountId, publishableKey, connectedAccount } = account;
  const attempt = {
    attemptId: ctx.messageId,
    invoiceId,
    customerId: invoice.customerId,
    mode,
    account: accountId,
    currency: invoice.currency,
  };
  const customer = stripeCustomer ?? (person && { name: person.name, email: person.email });
  const request = {
    attempt,
    amount: amount ?? null,
    customer,
    publishableKey,
    connectedAccount,
    number: invoice.number,
  };
  if (open) {
    const wanted = amount ?? invoice.due;
    if (open.paymentIntentId !== null && open.amount === BigInt(wanted) && isSameHome(open, account)) {
      const { attemptId, paymentIntentId, currency } = open;
      return { done: { attemptId, paymentIntentId, amount: wanted, currency, publishableKey, connectedAccount } };
    }
    // Another amount: what is open is cancelled at Stripe before anything new exists.
    return cancelOld(open, request);
  }
  if (!(await openAttempt(ctx, attempt))) throw inProgress();
  return { step: 'reserve', request };
}
