import type { Ask, Context, MessageFacts, Next } from '@purser/bus';
import { type payments as contract, directory } from '@purser/contracts';
import { fault } from '@purser/fault';
import type Stripe from 'stripe';
import type { z } from 'zod';
import { forgetStripeCustomer } from '../../applying/forgetStripeCustomer.ts';
import { changedFields, fieldsOf } from '../../domain/stripeCustomer.ts';
import type { Outside } from '../../outside.ts';
import { findStripeCustomer } from '../../store/stripeCustomers.ts';
import { askStripe, type StripeAnswer } from '../../stripe/answer.ts';

type Input = z.output<typeof contract.syncStripeCustomer.input>;
type Output = z.input<typeof contract.syncStripeCustomer.output>;
type Did = Output['did'];
type Request = Input & { stripeCustomerId: string };

/** So often somebody changes a customer while it is sent; then it is tried again later. */
const roundsMost = 5;

/**
 * What is sent is what is known now, and never stored: it is read before and again after. Of two that overtake each other the one whose
 * words were old when they arrived sees so and sends again, so that Stripe ends with the newest, whoever came last. Sending the same twice
 * is sending it once.
 */
export function syncStripeCustomer(outside: Outside) {
  const { accounts, client } = outside;
  const read = (tenant: string, customerId: string) =>
    client.query(directory.getCustomer, { customerId }, { tenant, actor: { kind: 'service', name: 'payments' } });

  const sync = async (stripe: Stripe, tenant: string, { customerId, stripeCustomerId }: Request): Promise<Did> => {
    let did: Did = 'same';
    let known = await read(tenant, customerId);
    for (let round = 0; round < roundsMost; round += 1) {
      if (known.erased) return 'none';
      const there = await stripe.customers.retrieve(stripeCustomerId);
      if (there.deleted) return 'gone';
      // Whom we did not make for this very customer is not ours to change.
      if (there.metadata.tenant_id !== tenant || there.metadata.customer_id !== customerId) return 'none';
      const change = changedFields(fieldsOf(known), there);
      if (change) {
        await stripe.customers.update(stripeCustomerId, change);
        did = 'changed';
      }
      const after = await read(tenant, customerId);
      if (after.revision === known.revision && after.erased === known.erased) return did;
      known = after;
    }
    throw fault('unavailable', 'customer_changing', 'The customer changes faster than it can be sent.');
  };

  return {
    gather: async ({ tenant }: MessageFacts & { ask: Ask }, { mode, account }: Input) =>
      void (await accounts.ofTenant(tenant, mode, account)),
    plan: async (ctx: Context, input: Input): Promise<Next<Output>> => {
      const stripeCustomerId = await findStripeCustomer(ctx.tx, input, input.customerId);
      if (stripeCustomerId === undefined) return { done: { customerId: input.customerId, did: 'none' } };
      return { step: 'send', request: { ...input, stripeCustomerId } satisfies Request };
    },
    steps: {
      send: {
        call: async (raw: unknown, { tenant }: MessageFacts): Promise<StripeAnswer<Did>> => {
          const request = raw as Request;
          const { stripe } = await accounts.ofTenant(tenant, request.mode, request.account);
          return askStripe(() => sync(stripe, tenant, request));
        },
        record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> => {
          const { customerId, stripeCustomerId, mode, account } = raw as Request;
          const said = answer as StripeAnswer<Did>;
          const did = said.said === 'yes' ? said.value : said.code === 'resource_missing' ? 'gone' : 'refused';
          if (did === 'gone') await forgetStripeCustomer(ctx, { mode, account }, stripeCustomerId);
          if (said.said === 'no' && did === 'refused')
            ctx.log.warn({ customer: customerId, code: said.code }, 'Stripe did not take what changed of a customer');
          return { done: { customerId, did } };
        },
      },
    },
  };
}
