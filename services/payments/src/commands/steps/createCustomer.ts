import type { Context, MessageFacts, Next } from '@purser/bus';
import { fault } from '@purser/fault';
import type { Outside } from '../../outside.ts';
import { keepStripeCustomer } from '../../store/stripeCustomers.ts';
import { askStripe, type StripeAnswer } from '../../stripe/answer.ts';
import type { PrepareOutput as Output, PrepareRequest } from '../prepare.ts';
import { intentRequest } from './createIntent.ts';
import { endAttempt } from './endAttempt.ts';

export function customerRequest(request: PrepareRequest): Next<Output> {
  return { step: 'createCustomer', request };
}

/** One Stripe customer per customer of ours: the key is the customer's id, so that two at once get the same. */
export function createCustomerStep({ accounts }: Outside) {
  return {
    call: async (raw: unknown, { tenant }: MessageFacts): Promise<StripeAnswer<string>> => {
      const { attempt, customer } = raw as PrepareRequest;
      if (typeof customer === 'string' || !customer)
        throw fault('bug', 'no_person', 'Something went wrong on our side.');
      const { stripe } = await accounts.ofTenant(tenant, attempt.mode);
      const params = {
        name: customer.name,
        email: customer.email,
        metadata: { tenant_id: tenant, customer_id: attempt.customerId },
      };
      return askStripe(
        async () => (await stripe.customers.create(params, { idempotencyKey: `customer:${attempt.customerId}` })).id,
      );
    },
    record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> => {
      const request = raw as PrepareRequest;
      const said = answer as StripeAnswer<string>;
      if (said.said === 'no') return endAttempt(ctx, request.attempt.attemptId, said);
      const kept = await keepStripeCustomer(
        ctx.tx,
        ctx.tenant,
        { mode: request.attempt.mode, customerId: request.attempt.customerId, stripeCustomerId: said.value },
        ctx.now,
      );
      return intentRequest(ctx, { ...request, customer: kept }, kept);
    },
  };
}
