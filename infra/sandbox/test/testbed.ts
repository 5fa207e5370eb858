import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import { expect } from 'vitest';
import { type Contract, loadContract } from '../contract/contract.ts';
import { recordingHttpClient } from '../contract/recordingHttpClient.ts';
import { type Sandbox, type Settings, startSandbox } from '../src/server.ts';

export const secretKey = 'sk_test_sandboxTests0001';
export const publishableKey = 'pk_test_sandboxTests0001';

let loaded: Contract | undefined;
/** The SDK's contract, read once per test file. */
export const contract = (): Contract => {
  loaded ??= loadContract();
  return loaded;
};

export interface Testbed {
  sandbox: Sandbox;
  dir: string;
  stripe: Stripe;
  /** A client of the same sandbox; every answer it gets is held to the contract too. */
  client: (key: string, config?: Partial<Stripe.StripeConfig>) => Stripe;
  /** Calls an admin endpoint and gives its JSON. */
  admin: (method: string, path: string, body?: object) => Promise<unknown>;
  /** A bare HTTP call, for what the SDK never sends. */
  call: (
    method: string,
    path: string,
    options?: { body?: string; headers?: Record<string, string>; key?: string | null },
  ) => Promise<Response>;
  /** Stops and starts on the same state. */
  restart: () => Promise<void>;
  stop: () => Promise<void>;
}

const testSettings: Partial<Settings> = {
  captureDelayMs: 20,
  webhookRetryDelaysMs: [20, 40, 80],
  webhookTimeoutMs: 2_000,
};

/** A sandbox of its own, a client that holds every answer to the SDK's types, and the admin door. */
export async function startTestbed(settings: Partial<Settings> = {}, seed = 'tests'): Promise<Testbed> {
  const dir = await mkdtemp(join(tmpdir(), 'sandbox-'));
  const options = { port: 0, dir, seed, secretKey, publishableKey, settings: { ...testSettings, ...settings } };
  const recorder = recordingHttpClient(contract());
  let sandbox = await startSandbox(options);
  const client = (key: string, config: Partial<Stripe.StripeConfig> = {}) =>
    new Stripe(key, {
      host: '127.0.0.1',
      port: sandbox.port,
      protocol: 'http',
      maxNetworkRetries: 0,
      telemetry: false,
      httpClient: recorder,
      ...config,
    });
  const testbed: Testbed = {
    sandbox,
    dir,
    stripe: client(secretKey),
    client,
    async admin(method, path, body) {
      const answer = await fetch(`${sandbox.url}/_sandbox${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const seen: unknown = await answer.json();
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(seen)}`);
      return seen;
    },
    call(method, path, { body, headers, key = secretKey } = {}) {
      const authorization: Record<string, string> = key === null ? {} : { authorization: `Bearer ${key}` };
      const form: Record<string, string> =
        body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
      return fetch(`${sandbox.url}${path}`, {
        method,
        headers: { ...authorization, ...form, ...headers },
        ...(body === undefined ? {} : { body }),
      });
    },
    async restart() {
      await sandbox.stop();
      sandbox = await startSandbox(options);
      testbed.sandbox = sandbox;
      testbed.stripe = client(secretKey);
    },
    async stop() {
      await sandbox.stop();
      await rm(dir, { recursive: true, force: true });
      expect(recorder.violations).toEqual([]);
    },
  };
  return testbed;
}

/** The error a call is refused with. */
export async function refusal(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error('the call was not refused');
}

/** Parameters of a payment that may be confirmed on the server. */
export const noRedirects = { automatic_payment_methods: { enabled: true, allow_redirects: 'never' } } as const;
export const usd = { amount: 2000, currency: 'usd', ...noRedirects } as const;

/** A customer with a card attached, as parameters of a payment. */
export async function customerWith(bed: Testbed, card: string): Promise<{ customer: string; payment_method: string }> {
  const customer = await bed.stripe.customers.create();
  const method = await bed.stripe.paymentMethods.attach(card, { customer: customer.id });
  return { customer: customer.id, payment_method: method.id };
}

/** Types of the latest events, the newest first. */
export async function eventTypes(bed: Testbed, params: Stripe.EventListParams = {}): Promise<string[]> {
  return (await bed.stripe.events.list({ limit: 100, ...params })).data.map(({ type }) => type);
}
