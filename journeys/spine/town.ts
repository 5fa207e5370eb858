import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accounting } from '@purser/accounting/service';
import type { Log, Tuning } from '@purser/bus';
import {
  directory as directoryContract,
  invoicing as invoicingContract,
  payments as paymentsContract,
} from '@purser/contracts';
import { directory } from '@purser/directory/service';
import { gateway } from '@purser/gateway/service';
import { invoicing } from '@purser/invoicing/service';
import { newId } from '@purser/message';
import { notifications } from '@purser/notifications/service';
import { payments } from '@purser/payments/service';
import { reporting } from '@purser/reporting/service';
import { type Sandbox, startSandbox } from '@purser/sandbox/server';
import { type Listening, listen } from '@purser/service';
import {
  asCustomer,
  asService,
  asStaff,
  type Person,
  type TestDatabase,
  type TestPlatform,
  testPlatform,
  until,
} from '@purser/testing';
import { randomToken } from '@purser/vault';
import Stripe from 'stripe';

const secretKey = 'sk_test_journeys000001';
const publishableKey = 'pk_test_journeys000001';
/** Where whoever runs the installation hears of alarms. */
export const operatorAddress = 'operator@purser.example';

/** One tenant of a test, set up with Stripe, and the people of it. */
export type Tenant = { id: string; staff: Person; endpointId: string; webhookSecret: string };

/** The whole platform on real PostgreSQL, with the sandbox as Stripe, posting its webhooks to a real port. */
export type Town = {
  platform: TestPlatform;
  sandbox: Sandbox;
  stripe: Stripe;
  /** The gateway and the webhooks, on one port; `url` is what browsers call. */
  edge: Listening & { url: string };
  tenant(): Promise<Tenant>;
  customer(tenant: Tenant, email?: string): Promise<Person & { customerId: string }>;
  /** An issued invoice over 120.00 GBP, tax included. */
  invoice(tenant: Tenant, customerId: string): Promise<string>;
  /** Confirms a PaymentIntent as the payer's browser would. */
  confirm(
    intent: { paymentIntentId: string; clientSecret?: string | undefined },
    paymentMethod: string,
  ): Promise<{ status: number; body: ConfirmAnswer }>;
  admin(method: string, path: string, body?: object): Promise<unknown>;
  stop(): Promise<void>;
};

export type ConfirmAnswer = {
  status?: string;
  next_action?: { type: string; use_stripe_sdk?: { stripe_js?: string }; redirect_to_url?: { url: string } } | null;
  error?: { code?: string; decline_code?: string; payment_intent?: { status: string } };
};

/** What is there already: a log, a database to go on with, and Stripe as it was, which calls the town at its port. */
export type Given = {
  log?: (service: string) => Log;
  database?: TestDatabase;
  sandbox?: Sandbox;
  port?: number;
};

/** `env` is told to the services beside what every town tells them. */
export async function startTown(
  tuning: Partial<Tuning> = {},
  env: Record<string, string> = {},
  given: Given = {},
): Promise<Town> {
  const dir = await mkdtemp(join(tmpdir(), 'purser-town-'));
  const settings = { captureDelayMs: 20, webhookRetryDelaysMs: [50, 100, 200, 400, 800] };
  const sandbox = given.sandbox ?? (await startSandbox({ port: 0, dir, secretKey, publishableKey, settings }));
  const port = given.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const { log, database } = given;
  const platform = await testPlatform({
    tuning,
    ...(log && { log }),
    ...(database && { database }),
    services: [directory, invoicing, payments, reporting, notifications, accounting, gateway],
    env: {
      ...environment(sandbox, url),
      ...(database && { PURSER_FILES_URL: database.url('files', 'runtime') }),
      ...env,
    },
  });
  const routes = ['gateway', 'payments'].flatMap((name) => platform.service(name).built.routes ?? []);
  const health = { ready: async () => ({}), metrics: async () => '' };
  const edge = { ...(await listen(routes, health, port, '127.0.0.1')), url };
  const stripe = new Stripe(secretKey, {
    host: '127.0.0.1',
    port: sandbox.port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
  });
  const { client } = platform;

  return {
    platform,
    sandbox,
    stripe,
    edge,
    tenant: async () => {
      const id = newId();
      await client.command(
        directoryContract.createTenant,
        {
          name: 'Northwind IT',
          timeZone: 'Europe/London',
          currency: 'GBP',
          terms_days: 14,
          taxRounding: 'line',
          numberPrefix: 'NW-',
        },
        asService(id, 'gateway'),
      );
      const endpointId = newId();
      const hook = await stripe.webhookEndpoints.create({
        url: `http://127.0.0.1:${edge.port}/webhooks/stripe/${endpointId}`,
        enabled_events: ['*'],
        api_version: Stripe.API_VERSION as never,
      });
      const webhookSecret = hook.secret ?? '';
      const staff = asStaff(id);
      await client.command(
        paymentsContract.configureStripe,
        { endpointId, mode: 'test', secretKey, publishableKey, webhookSecrets: [webhookSecret] },
        staff,
      );
      await platform.quiet();
      return { id, staff, endpointId, webhookSecret };
    },
    customer: async ({ id: tenant, staff }, email = 'ada@example.com') => {
      const id = newId();
      await client.command(directoryContract.createCustomer, { customerId: id, name: 'Ada Ltd', email }, staff);
      await platform.quiet();
      return { ...asCustomer(tenant, id), customerId: id };
    },
    invoice: async ({ staff }, customerId) => {
      const invoiceId = newId();
      const taxes = [{ id: 'vat20', name: 'VAT', percent: '20', inclusive: false }];
      const lines = [{ id: 'l1', description: 'Managed laptops', quantity: '4', unitAmount: 2500, taxes }];
      await client.command(invoicingContract.draftInvoice, { invoiceId, customerId, currency: 'GBP', lines }, staff);
      await client.command(invoicingContract.issueInvoice, { invoiceId }, staff);
      return invoiceId;
    },
    confirm: async ({ paymentIntentId, clientSecret }, paymentMethod) => {
      const answer = await fetch(`${sandbox.url}/v1/payment_intents/${paymentIntentId}/confirm`, {
        method: 'POST',
        headers: { authorization: `Bearer ${publishableKey}`, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          client_secret: clientSecret ?? '',
          payment_method: paymentMethod,
          return_url: 'https://pay.example/back',
        }),
      });
      return { status: answer.status, body: (await answer.json()) as ConfirmAnswer };
    },
    admin: async (method, path, body) => {
      const answer = await fetch(`${sandbox.url}/_sandbox${path}`, {
        method,
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
      return answer.json();
    },
    stop: async () => {
      await edge.close();
      await platform.stop();
      await sandbox.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** What the services are told: where everybody is. */
export function environment(sandbox: Sandbox, url: string): Record<string, string> {
  return {
    PURSER_MODE: 'sandbox',
    PURSER_PUBLIC_URL: url,
    PURSER_SESSION_KEY: randomToken(),
    PURSER_STRIPE_API: sandbox.url,
    PURSER_STRIPE_PER_SECOND: '1000',
    PURSER_STRIPE_CONNECT_URL: sandbox.url,
    PURSER_STRIPE_JS_URL: `${sandbox.url}/stripe.js`,
    PURSER_STRIPE_ORIGINS: sandbox.url,
    PURSER_SMTP_URL: sandbox.mail.url,
    PURSER_MAIL_FROM: 'billing@purser.example',
    PURSER_ALARMS_TO: operatorAddress,
    PURSER_SMTP_PRIVATE: 'allow',
    PURSER_XERO_CLIENT_ID: sandbox.xero.clientId,
    PURSER_XERO_CLIENT_SECRET: sandbox.xero.clientSecret,
    PURSER_XERO_LOGIN_URL: `${sandbox.url}/xero/identity`,
    PURSER_XERO_IDENTITY_URL: `${sandbox.url}/xero/identity`,
    PURSER_XERO_API_URL: `${sandbox.url}/xero`,
    PURSER_MAILBOX_URL: `${sandbox.url}/_sandbox/mail`,
    PURSER_SANDBOX_INSPECTOR_URL: `${sandbox.url}/_sandbox/`,
  };
}

/** A port that was free just now: the platform is told its own address before it listens there. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Waits until an invoice reads as wanted. */
export function untilInvoice(town: Town, staff: Person, invoiceId: string, status: string) {
  return until(`invoice ${status}`, async () => {
    const invoice = await town.platform.client.query(invoicingContract.getInvoice, { invoiceId }, staff);
    return invoice.status === status && invoice;
  });
}
