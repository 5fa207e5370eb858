import { newId } from '@purser/message';
import Stripe from 'stripe';
import type { Town } from './town.ts';

/** An event as Stripe would have made it, of a payment that nobody here asked for. */
export function strangeEvent(over: object = {}) {
  const intent = {
    ...{ id: `pi_${newId()}`, object: 'payment_intent', status: 'succeeded', amount: 100, amount_received: 100 },
    ...{ currency: 'gbp', metadata: {}, last_payment_error: null, latest_charge: null, client_secret: 'pi_secret_1' },
    ...{ receipt_email: 'ada@example.com' },
  };
  return {
    ...{ id: `evt_${newId().replaceAll('-', '')}`, object: 'event', api_version: Stripe.API_VERSION, created: 1 },
    ...{ livemode: false, type: 'payment_intent.succeeded', data: { object: intent } },
    ...over,
  };
}

/** Posts bytes to an endpoint, signed with a secret; @returns the status of the answer. */
export async function postSigned(town: Town, endpointId: string, secret: string, body: object | string) {
  const payload = typeof body === 'string' ? body : JSON.stringify(body);
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret });
  const answer = await fetch(`http://127.0.0.1:${town.edge.port}/webhooks/stripe/${endpointId}`, {
    method: 'POST',
    headers: { 'stripe-signature': signature },
    body: payload,
  });
  return answer.status;
}
