import type Stripe from 'stripe';
import { type IntentJson, intentJson } from './answer.ts';

/** The intent we may have made for an attempt without hearing of it: looked for among the customer's newest. */
export async function findIntent(stripe: Stripe, customer: string, attemptId: string): Promise<IntentJson | undefined> {
  const { data } = await stripe.paymentIntents.list({ customer, limit: 100 });
  const found = data.find((intent) => intent.metadata.attempt_id === attemptId);
  return found && intentJson(found);
}
