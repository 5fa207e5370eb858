import { fault } from '@purser/fault';
import Stripe from 'stripe';
import { neededEvents } from '../domain/eventTypes.ts';
import type { DestinationAtStripe, EndpointAtStripe, Looked } from '../domain/findings.ts';
import type { EventForm } from '../webhooks/verify.ts';
import { look } from './look.ts';

type Asked = { tenant: string; endpointId: string; kind: 'own' | 'connect'; url: string };
export type MadeAtStripe = Looked<{ id: string; secret: string }>;

/** Whose events a destination of thin events is sent, in Stripe's words. */
const sources = { own: '@self', connect: '@accounts' } as const;

const named = ({ tenant, endpointId }: Asked) => ({ tenant_id: tenant, endpoint_id: endpointId });
const keyOf = ({ endpointId }: Asked) => ({ idempotencyKey: `endpoint:${endpointId}` });

/** Has Stripe call an address with what is used. Repeated after a crash under the same key, Stripe tells the same one again. */
export const makeAtStripe: Record<EventForm, (stripe: Stripe, asked: Asked) => Promise<MadeAtStripe>> = {
  snapshot: (stripe, asked) => {
    const params = {
      url: asked.url,
      enabled_events: neededEvents(asked.kind) as Stripe.WebhookEndpointCreateParams.EnabledEvent[],
      api_version: Stripe.API_VERSION as Stripe.WebhookEndpointCreateParams['api_version'],
      description: 'Purser',
      metadata: named(asked),
      ...(asked.kind === 'connect' && { connect: true }),
    };
    return look(async () => {
      const { id, secret } = await stripe.webhookEndpoints.create(params, keyOf(asked));
      if (!secret) throw fault('external', 'no_secret', 'Stripe made a webhook endpoint and told no secret.');
      return { id, secret };
    });
  },
  thin: async (stripe, asked) => {
    const params: Stripe.V2.Core.EventDestinationCreateParams = {
      name: 'Purser',
      type: 'webhook_endpoint',
      event_payload: 'thin',
      enabled_events: neededEvents(asked.kind, 'thin'),
      events_from: [sources[asked.kind]],
      webhook_endpoint: { url: asked.url },
      metadata: named(asked),
      include: ['webhook_endpoint.signing_secret'],
    };
    const made = await look(() => stripe.v2.core.eventDestinations.create(params, keyOf(asked)));
    if (made.said === 'no') return made;
    const { id, webhook_endpoint } = made.value;
    if (webhook_endpoint?.signing_secret)
      return { said: 'yes', value: { id, secret: webhook_endpoint.signing_secret } };
    // The secret is told in the first answer alone. If that was lost, what was made is of no use to anybody.
    await look(() => stripe.v2.core.eventDestinations.del(id));
    return { said: 'no', status: 0, text: 'its secret was not told, so it was taken away again. Make another.' };
  },
};

/** Has Stripe call an address no more. */
export const endAtStripe: Record<EventForm, (stripe: Stripe, id: string) => Promise<Looked<string>>> = {
  snapshot: (stripe, id) => look(async () => (await stripe.webhookEndpoints.del(id)).id),
  thin: (stripe, id) => look(async () => (await stripe.v2.core.eventDestinations.del(id)).id),
};

export function lookAtEndpoints(stripe: Stripe): Promise<Looked<EndpointAtStripe[]>> {
  return look(async () => {
    const { data } = await stripe.webhookEndpoints.list({ limit: 100 });
    return data.map(({ id, url, status, api_version, enabled_events }) => ({
      id,
      url,
      status,
      apiVersion: api_version,
      events: enabled_events,
    }));
  });
}

/** Far more than Stripe lets an account have. */
const mostDestinations = 1000;

export function lookAtDestinations(stripe: Stripe): Promise<Looked<DestinationAtStripe[]>> {
  return look(async () => {
    const listing = stripe.v2.core.eventDestinations.list({ limit: 100, include: ['webhook_endpoint.url'] });
    const all = await listing.autoPagingToArray({ limit: mostDestinations });
    return all
      .filter(({ event_payload }) => event_payload === 'thin')
      .map(({ id, webhook_endpoint, status, enabled_events, events_from }) => ({
        id,
        url: webhook_endpoint?.url ?? null,
        status,
        events: enabled_events,
        isOf: Object.entries(sources).flatMap(([kind, name]) => (events_from?.includes(name) ? [kind] : [])),
      }));
  });
}
