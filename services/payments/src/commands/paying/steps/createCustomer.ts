import type { Context, MessageFacts, Next } from '@purser/bus';
import { fault } from '@purser/fault';
import { keepStripeCustomer } from '../../../applying/keepStripeCustomer.ts';
import type { Outside } from '../../../outside.ts';
import type { StripeAnswer } from '../../../stripe/answer.ts';
import { homeOf } from '../../../stripe/home.ts';
import { makeCustomer } from '../../../stripe/makeCustomer.ts';
import type { PrepareOutput as Output, PrepareRequest } from '../prepare.ts';
import { intentRequest } from './createIntent.ts';
import { endAttempt } from './endAttempt.ts';

export function customerRequest(request: PrepareRequest): Next<Output> {
  return { step: 'createCustomer', request };
}

export function createCustomerStep(outside: Outside) {
  const { accounts } = outside;
  return {
    call: async (raw: unknown, { tenant }: MessageFacts): Promise<StripeAnswer<string>> => {
      const { attempt, customer } = raw as PrepareRequest;
      if (typeof customer === 'string' || !customer)
        throw fault('bug', 'no_person', 'Something went wrong on our side.');
      const { stripe } = await accounts.ofTenant(tenant, attempt.mode, attempt.account);
      const { customerId } = attempt;
      return makeCustomer(outside, stripe, { tenant, home: homeOf(attempt), customerId, ...customer });
    },
    record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> => {
      const request = raw as PrepareRequest;
      const said = answer as StripeAnswer<string>;
      if (said.said === 'no') return endAttempt(ctx, request.attempt.attemptId, said);
      const { customerId } = request.attempt;
      const home = homeOf(request.attempt);
      const kept = await keepStripeCustomer(ctx, { ...home, customerId, stripeCustomerId: said.value });
      return intentRequest(ctx, { ...request, customer: kept }, kept);
    },
  };
}
