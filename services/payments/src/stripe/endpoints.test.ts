import Stripe from 'stripe';
import { expect, test } from 'vitest';
import { lookAtDestinations, makeAtStripe } from './endpoints.ts';

const asked = {
  tenant: 't1',
  endpointId: 'e1',
  kind: 'own' as const,
  url: 'https://purser.example/webhooks/stripe/e1',
};

/** Stripe as it answers by method and path; what it was asked is kept. */
function stripeThat(answers: (method: string, path: string) => object) {
  const heard: { method: string; path: string; key: string | null; body: unknown }[] = [];
  const httpClient = Stripe.createFetchHttpClient(async (url, init) => {
    const { pathname, search } = new URL(String(url));
    const [method, path] = [String(init?.method), `${pathname}${search}`];
    const body: unknown = init?.body ? JSON.parse(String(init.body)) : undefined;
    heard.push({ method, path, key: new Headers(init?.headers).get('idempotency-key'), body });
    return Response.json(answers(method, pathname));
  });
  return { heard, stripe: new Stripe('sk_test_endpoints1', { httpClient, maxNetworkRetries: 0, telemetry: false }) };
}

const destination = (over: object = {}) => ({
  ...{ id: 'ed_1', object: 'v2.core.event_destination', event_payload: 'thin', status: 'enabled' },
  ...{ enabled_events: ['*'], events_from: ['@self'], webhook_endpoint: { signing_secret: 'whsec_told00001' } },
  ...over,
});

test('a destination is asked for under the key of its endpoint, for the accounts meant, with its secret', async () => {
  for (const [kind, from] of [
    ['own', '@self'],
    ['connect', '@accounts'],
  ] as const) {
    const { heard, stripe } = stripeThat(() => destination());
    expect(await makeAtStripe.thin(stripe, { ...asked, kind })).toEqual({
      said: 'yes',
      value: { id: 'ed_1', secret: 'whsec_told00001' },
    });
    expect(heard).toMatchObject([
      { method: 'POST', path: '/v2/core/event_destinations', key: 'endpoint:e1', body: { events_from: [from] } },
    ]);
  }
});

test('one whose secret a repeat does not tell is taken away again, and said not to be made', async () => {
  const { heard, stripe } = stripeThat(() => destination({ webhook_endpoint: {} }));
  expect(await makeAtStripe.thin(stripe, asked)).toMatchObject({ said: 'no', text: expect.stringMatching(/secret/) });
  expect(heard.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'POST /v2/core/event_destinations',
    'DELETE /v2/core/event_destinations/ed_1',
  ]);
});

test('destinations are looked at on every page, those of whole events left out', async () => {
  const pages = [
    {
      data: [destination({ id: 'we_1', event_payload: 'snapshot' })],
      next_page_url: '/v2/core/event_destinations?page=2',
    },
    { data: [destination({ webhook_endpoint: { url: asked.url }, events_from: undefined })], next_page_url: null },
  ];
  const { stripe } = stripeThat(() => pages.shift() ?? { data: [] });
  expect(await lookAtDestinations(stripe)).toEqual({
    said: 'yes',
    value: [{ id: 'ed_1', url: asked.url, status: 'enabled', events: ['*'], isOf: [] }],
  });
});
