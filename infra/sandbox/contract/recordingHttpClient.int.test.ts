import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import Stripe from 'stripe';
import { afterEach, expect, it } from 'vitest';
import { loadContract } from './contract.ts';
import { recordingHttpClient } from './recordingHttpClient.ts';
import { customer } from './samples.testdata.ts';

const contract = loadContract();
let server: Server | undefined;

afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
});

async function against(listener: RequestListener) {
  server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port');
  const recorder = recordingHttpClient(contract);
  const stripe = new Stripe('sk_test_recorded', {
    host: '127.0.0.1',
    port: address.port,
    protocol: 'http',
    httpClient: recorder,
    telemetry: false,
  });
  return { recorder, stripe };
}

it("changes nothing of the SDK's own retries, and records the answer that the SDK reads", async () => {
  let attempts = 0;
  const { recorder, stripe } = await against((request, response) => {
    attempts += 1;
    request.resume();
    response.setHeader('content-type', 'application/json');
    if (attempts === 1) {
      response.writeHead(500).end('{"error":{"type":"api_error","message":"down"}}');
      return;
    }
    response.writeHead(200, { 'request-id': 'req_2' }).end(JSON.stringify({ ...customer(), credit: 1 }));
  });
  const created = await stripe.customers.create({ name: 'Nordlys AS' });
  expect(created.lastResponse.requestId).toBe('req_2');
  // The 500 was thrown away unread.
  expect(attempts).toBe(2);
  expect(recorder.calls).toEqual(['POST /v1/customers 200']);
  expect(recorder.violations).toMatchObject([{ side: 'response', path: 'credit' }]);
});

it("lets a truncated answer be the SDK's connection error", async () => {
  const { recorder, stripe } = await against((_request, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('{"id":', () => response.destroy());
  });
  const call = stripe.customers.retrieve('cus_Q1', {}, { maxNetworkRetries: 0 });
  await expect(call).rejects.toBeInstanceOf(Stripe.errors.StripeConnectionError);
  expect(recorder.violations).toEqual([]);
});
