import type { Ask, Context, MessageFacts, Next } from '@purser/bus';
import { payments as contract, directory } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import { keepStripeCustomer } from '../../applying/keepStripeCustomer.ts';
import type { Outside } from '../../outside.ts';
import { countSetups, homeOfSetup, insertSetup, openSetup } from '../../store/setups.ts';
import { findStripeCustomer } from '../../store/stripeCustomers.ts';
import { askStripe, type StripeAnswer } from '../../stripe/answer.ts';
import { askOrLook, ifSeen } from '../../stripe/askOrLook.ts';
import { type Home, homeOf } from '../../stripe/home.ts';
import { makeCustomer } from '../../stripe/makeCustomer.ts';

type Input = z.output<typeof contract.prepareSetup.input>;
type Output = z.input<typeof contract.prepareSetup.output>;

const look_ms = 30 * 60_000;
type Keys = Home & { publishableKey: string; connectedAccount: string | null };
type Gathered = { keys: Keys; stripeCustomer: string | undefined; person: Person };
type Person = { name: string; email: string };
type Request = Keys & { setupId: string; customerId: string; customer: string | Person };

/**
 * A form to give a card in. The setup's row, with what the customer agrees to, is written before Stripe is asked; a crash resumes
 * with the same request under the same key.
 */
export function prepareSetup(outside: Outside) {
  const { accounts } = outside;
  return {
    gather: (facts: Pick<Context, 'tenant' | 'actor'> & { ask: Ask }, input: Input) => gather(outside, facts, input),
    plan,
    steps: {
      createCustomer: {
        call: async (raw: unknown, { tenant }: MessageFacts): Promise<StripeAnswer<string>> => {
          const { customer, customerId, ...request } = raw as Request;
          const home = homeOf(request);
          if (typeof customer === 'string') return { said: 'yes', value: customer };
          const { stripe } = await accounts.ofTenant(tenant, home.mode, home.account);
          return makeCustomer(outside, stripe, { tenant, home, customerId, ...customer });
        },
        record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> => {
          const request = raw as Request;
          const said = answer as StripeAnswer<string>;
          if (said.said === 'no') return { refused: refusal(said) };
          const row = { ...homeOf(request), customerId: request.customerId, stripeCustomerId: said.value };
          const customer = await keepStripeCustomer(ctx, row);
          return { step: 'createSetup', request: { ...request, customer } };
        },
      },
      createSetup: {
        call: async (raw: unknown, { tenant }: MessageFacts): Promise<StripeAnswer<string>> => {
          const { setupId, customerId, mode, account, customer } = raw as Request;
          const { stripe } = await accounts.ofTenant(tenant, mode, account);
          const params = {
            customer: customer as string,
            usage: 'off_session' as const,
            automatic_payment_methods: { enabled: true },
            metadata: { tenant_id: tenant, customer_id: customerId, setup_id: setupId },
          };
          return askOrLook(
            async () => (await stripe.setupIntents.create(params, { idempotencyKey: `setup:${setupId}` })).id,
            () =>
              ifSeen(async () => {
                const { data } = await stripe.setupIntents.list({ customer: params.customer, limit: 100 });
                return data.find(({ metadata }) => metadata?.setup_id === setupId)?.id;
              }),
          );
        },
        record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> => {
          const { setupId, publishableKey, connectedAccount, ...request } = raw as Request;
          const said = answer as StripeAnswer<string>;
          if (said.said === 'no') return { refused: refusal(said) };
          await openSetup(ctx, setupId, said.value);
          // Should Stripe's word of it be lost, it is looked at all the same.
          const later = new Date(ctx.now.getTime() + look_ms);
          ctx.stage.later(contract.followSetup, { setupIntentId: said.value, at: homeOf(request) }, later);
          return { done: { setupId, setupIntentId: said.value, publishableKey, connectedAccount } };
        },
      },
    },
    /** The client secret is never stored: Stripe is asked for it each time somebody may have it. */
    reveal: async ({ tenant }: { tenant: string }, output: Output): Promise<Output> => {
      const home = await outside.runtime.tenantTx({ tenant }, (tx) => homeOfSetup(tx, output.setupId));
      const { stripe } = await accounts.ofTenant(tenant, home?.mode, home?.account);
      const answer = await askStripe(() => stripe.setupIntents.retrieve(output.setupIntentId));
      if (answer.said === 'no') throw refusal(answer);
      const { client_secret: clientSecret } = answer.value;
      return clientSecret === null ? output : { ...output, clientSecret };
    },
  };
}

async function gather(
  { accounts, runtime }: Outside,
  { tenant, actor, ask }: Pick<Context, 'tenant' | 'actor'> & { ask: Ask },
  { customerId }: Input,
): Promise<Gathered> {
  if (actor.kind === 'customer' && actor.id !== customerId) throw noCustomer();
  const { mode, account, publishableKey, connectedAccount } = await accounts.ofTenant(tenant);
  const keys = { mode, account, publishableKey, connectedAccount };
  const person = await ask.query(directory.getCustomer, { customerId });
  if (person.erased) throw fault('rejected', 'erased', 'The person this was about has been erased.');
  const stripeCustomer = await runtime.tenantTx({ tenant }, (tx) => findStripeCustomer(tx, keys, customerId));
  return { keys, stripeCustomer, person };
}

async function plan(ctx: Context, { customerId, consent }: Input, gathered: Gathered): Promise<Next<Output>> {
  const { keys, stripeCustomer, person } = gathered;
  const setupId = ctx.messageId;
  await refuseTooMany(ctx, customerId, keys);
  await insertSetup(ctx, { setupId, customerId, ...homeOf(keys), consent });
  const request = { setupId, customerId, ...keys };
  if (stripeCustomer) return { step: 'createSetup', request: { ...request, customer: stripeCustomer } };
  return { step: 'createCustomer', request: { ...request, customer: { name: person.name, email: person.email } } };
}

/** Nobody has a use for more cards than this; who tries stolen ones has. Staff may open as many forms as they are asked for. */
const most = { onFile: 20, formsInAnHour: 20 };

async function refuseTooMany(ctx: Context, customerId: string, home: Home): Promise<void> {
  const { onFile, formsInAnHour } = await countSetups(ctx, customerId, home);
  if (onFile >= most.onFile)
    throw fault('rejected', 'too_many_methods', `There are ${onFile} cards and accounts on file. Remove one first.`);
  if (ctx.actor.kind === 'customer' && formsInAnHour >= most.formsInAnHour)
    throw fault('rejected', 'too_many_forms', 'Too many cards were tried. Please wait an hour, or ask us.');
}

export const noCustomer = () => fault('notFound', 'customer_not_found', 'There is no such customer.');

const refusal = ({ code, text }: { code: string; text: string }) =>
  fault('rejected', 'stripe_refused', 'The payment service refused this. Nothing was kept.', {
    internal: `${code}: ${text}`,
  });
