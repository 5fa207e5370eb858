import type { Log } from '@purser/bus';
import { directory, payments } from '@purser/contracts';
import { type Connection, connect } from '@purser/db';
import { newId, platformTenant } from '@purser/message';
import { asCustomer, asService, asStaff, type Person } from '@purser/testing';
import Stripe from 'stripe';
import { startTown, type Town } from './town.ts';

export const platformKeys = { secretKey: 'sk_test_journeys000001', publishableKey: 'pk_test_journeys000001' };

/** A tenant without keys of its own, at an account that is connected to the platform. */
export type Connected = { id: string; staff: Person; account: string };
type Prepared = {
  paymentIntentId: string;
  publishableKey: string;
  connectedAccount: string | null;
  clientSecret?: string;
};

export type ConnectTown = Awaited<ReturnType<typeof startConnectTown>>;

/** The town with a platform: its keys, and the door for what happens at the accounts connected to it. */
export async function startConnectTown(log?: (service: string) => Log) {
  const town = await startTown({}, {}, { ...(log && { log }) });
  const behind = connect({ url: town.platform.database.adminUrl, max: 2, name: 'test' });
  const door = await openPlatform(town);
  return {
    ...town,
    behind,
    tenantWithoutKeys: () => tenantWithoutKeys(town),
    offer: (how: { onboarding?: 'v2' | 'standard' | 'express'; oauthClient?: string }) => offer(town, door, how),
    fillIn,
    consent,
    connected: () => connected(town, behind),
    customerOf: (tenant: Connected) => customerOf(town, tenant),
    pay: (tenant: Connected, card?: string, amount?: number) => pay(town, tenant, card, amount),
    confirmThere: (prepared: Prepared, card: string) => confirmThere(town, prepared, card),
    post: (event: object) => post(town, door, event),
    stop: async () => {
      await behind.close();
      await town.stop();
    },
  };
}

export async function openPlatform(town: Town): Promise<{ endpointId: string; secret: string }> {
  const [endpointId, platform] = [newId(), asService(platformTenant, 'gateway')];
  const own = { endpointId: newId(), mode: 'test' as const, ...platformKeys, webhookSecrets: ['whsec_nobody00'] };
  await town.platform.client.command(payments.configureStripe, own, platform);
  const url = `http://127.0.0.1:${town.edge.port}/webhooks/stripe/${endpointId}`;
  const { secret = '' } = await town.stripe.webhookEndpoints.create({ url, enabled_events: ['*'], connect: true });
  const door = { mode: 'test' as const, endpointId, webhookSecrets: [secret] };
  await town.platform.client.command(payments.configureConnect, door, platform);
  return { endpointId, secret };
}

/** What the platform offers from now on. */
async function offer(
  town: Town,
  { endpointId, secret }: { endpointId: string; secret: string },
  how: { onboarding?: 'v2' | 'standard' | 'express'; oauthClient?: string },
) {
  const door = { mode: 'test' as const, endpointId, webhookSecrets: [secret], ...how };
  await town.platform.client.command(payments.configureConnect, door, asService(platformTenant, 'gateway'));
}

/** Fills in Stripe's onboarding page as a merchant would. */
async function fillIn(url: string, fields: Record<string, string>): Promise<string | null> {
  const html = await (await fetch(url, { redirect: 'manual' })).text();
  const visit = /name="visit" value="(\w+)"/.exec(html)?.[1] ?? '';
  const body = new URLSearchParams({ visit, ...fields });
  return (await fetch(url, { method: 'POST', body, redirect: 'manual' })).headers.get('location');
}

/** Gives leave on Stripe's consent page, for an account that is there already or for a new one. @returns where the browser is sent back to */
async function consent(authorizeUrl: string, account = ''): Promise<URL> {
  const { origin, pathname, searchParams } = new URL(authorizeUrl);
  const body = new URLSearchParams(searchParams);
  body.set('account', account);
  const answer = await fetch(`${origin}${pathname}`, { method: 'POST', body, redirect: 'manual' });
  return new URL(answer.headers.get('location') ?? '');
}

async function tenantWithoutKeys(town: Town): Promise<{ id: string; staff: Person }> {
  const id = newId();
  const settings = { timeZone: 'Europe/London', currency: 'GBP', terms_days: 14, taxRounding: 'line' as const };
  const named = { name: 'Northwind IT', ...settings, numberPrefix: 'NW-' };
  await town.platform.client.command(directory.createTenant, named, asService(id, 'gateway'));
  await town.platform.quiet();
  return { id, staff: asStaff(id) };
}

async function connected(town: Town, { sql }: Connection): Promise<Connected> {
  const tenant = await tenantWithoutKeys(town);
  const { id: account } = (await town.admin('POST', '/accounts', {})) as { id: string };
  await sql`insert into payments.connected_accounts (mode, account, tenant_id) values ('test', ${account}, ${tenant.id})`;
  await sql`
    insert into payments.stripe_accounts (tenant_id, mode, account, in_use, updated_at)
    values (${tenant.id}, 'test', ${account}, true, now())`;
  return { ...tenant, account };
}

async function customerOf(town: Town, { id, staff }: Connected) {
  const customerId = newId();
  const ada = { customerId, name: 'Ada', email: 'ada@example.com' };
  await town.platform.client.command(directory.createCustomer, ada, staff);
  await town.platform.quiet();
  return { ...asCustomer(id, customerId), customerId };
}

export const asTenant = (tenant: Connected) => ({ ...tenant, endpointId: '', webhookSecret: '' });

/** Pays an invoice, or part of it, as the payer's browser would. */
async function pay(town: Town, tenant: Connected, card = 'pm_card_visa', amount?: number) {
  const ada = await customerOf(town, tenant);
  const invoiceId = await town.invoice(asTenant(tenant), ada.customerId);
  const asked = { invoiceId, ...(amount !== undefined && { amount }) };
  const prepared = await town.platform.client.command(payments.preparePayment, asked, ada);
  const status = await confirmThere(town, prepared as Prepared, card);
  return { invoiceId, prepared, status, ada };
}

/** At the account that the browser was told. */
async function confirmThere({ sandbox }: Town, prepared: Prepared, card: string): Promise<number> {
  const answer = await fetch(`${sandbox.url}/v1/payment_intents/${prepared.paymentIntentId}/confirm`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${prepared.publishableKey}`,
      'content-type': 'application/x-www-form-urlencoded',
      ...(prepared.connectedAccount && { 'stripe-account': prepared.connectedAccount }),
    },
    body: new URLSearchParams({
      client_secret: prepared.clientSecret ?? '',
      payment_method: card,
      return_url: 'https://pay.example/back',
    }),
  });
  return answer.status;
}

async function post(town: Town, { endpointId, secret }: { endpointId: string; secret: string }, event: object) {
  const payload = JSON.stringify(event);
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret });
  const answer = await fetch(`http://127.0.0.1:${town.edge.port}/webhooks/stripe/${endpointId}`, {
    method: 'POST',
    headers: { 'stripe-signature': signature },
    body: payload,
  });
  return answer.status;
}

export const eventFor = (account: string | undefined, type: string, object: object) => ({
  ...{ id: `evt_${newId()}`, object: 'event', api_version: Stripe.API_VERSION, created: 1, livemode: false, type },
  ...{ data: { object }, pending_webhooks: 0, request: null, ...(account && { account }) },
});
