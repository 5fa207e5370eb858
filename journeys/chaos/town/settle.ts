import { randomBytes } from 'node:crypto';
import { directory, invoicing, payments } from '@purser/contracts';
import type { Gateway, Stack } from '@purser/local';
import { newId } from '@purser/message';
import { until } from '@purser/testing';
import Stripe from 'stripe';
import { cards, giveCard } from '../paying/browser.ts';
import type { Xero } from './accountant.ts';
import { connectBooks } from './connectBooks.ts';
import type { Customer, Person, Tenant, Town } from './people.ts';
import { askSandbox } from './sandbox.ts';

type Needs = { client: Gateway['client']; addresses: Pick<Stack['addresses'], 'edge' | 'stripe'>; xero: Xero };

/** Three zones and currencies, one of them without a minor unit. */
const settings = [
  { name: 'Harbour IT', timeZone: 'Europe/London', currency: 'GBP', taxRounding: 'line', numberPrefix: 'HIT-' },
  { name: 'Kontor Netze', timeZone: 'Europe/Berlin', currency: 'EUR', taxRounding: 'document', numberPrefix: 'KN-' },
  { name: 'Minato Systems', timeZone: 'Asia/Tokyo', currency: 'JPY', taxRounding: 'line', numberPrefix: 'MS-' },
] as const;

/** Customers of each tenant who pay by hand: so many that none has more bills than people have, and their mails can be read. */
export const townFor = (payments: number) => ({
  tenants: settings.length,
  customers: Math.max(2, Math.ceil(payments / 100)),
});
type Size = ReturnType<typeof townFor>;

/** Tenants open, connect Stripe and Xero and make customers, while all is calm; it is done when they can be billed. */
export async function settleTown(needs: Needs, size: Size): Promise<Town> {
  const [first, ...rest] = await Promise.all(settings.map((setting) => openTenant(needs, setting, size)));
  if (!first) throw new Error('the town has no tenants');
  return { tenants: [first, ...rest] };
}

async function openTenant(needs: Needs, setting: (typeof settings)[number], { customers }: Size): Promise<Tenant> {
  const { client } = needs;
  const id = newId();
  const house: Person = { tenant: id, actor: { kind: 'service', name: 'gateway' } };
  const staff: Person = { tenant: id, actor: { kind: 'staff', id: newId(), roles: ['owner'] } };
  await client.command(directory.createTenant, { ...setting, terms_days: 14 }, house);
  const keys = await openAccount(needs.addresses.stripe);
  await connectStripe(needs, keys, staff);
  const { name, currency, numberPrefix } = setting;
  const organisation = await connectBooks(client, needs.xero, { name, currency, staff });
  const made = await Promise.all(Array.from({ length: customers }, () => makeCustomer(needs, staff)));
  const [first, ...rest] = made;
  const automatic = { good: await makeCustomer(needs, staff), refused: await makeCustomer(needs, staff) };
  await payByThemselves(needs, keys, automatic);
  if (!first) throw new Error('a tenant has no customers');
  return { id, currency, numberPrefix, ...keys, organisation, staff, customers: [first, ...rest], automatic };
}

export const consent = 'I agree that my invoices are charged to this card when they are due.';

async function payByThemselves(
  { client, addresses }: Needs,
  { publishableKey }: { publishableKey: string },
  { good, refused }: Tenant['automatic'],
): Promise<void> {
  const given = [
    [good, cards.good],
    [refused, cards.refusedLater],
  ] as const;
  for (const [who, card] of given) {
    const { customerId } = who;
    const { setupIntentId, clientSecret } = await client.command(payments.prepareSetup, { customerId, consent }, who);
    const form = { stripeApi: addresses.stripe, publishableKey, setupIntentId, clientSecret: clientSecret ?? '' };
    const seen = await giveCard(form, card);
    if (seen !== 'succeeded') throw new Error(`a card could not be given: ${seen}`);
    await until('the card is on file', async () => {
      const { methods } = await client.query(payments.listMethods, { customerId }, who);
      return methods.length === 1;
    });
    await client.command(payments.setAutopay, { customerId, on: true, consent }, who);
  }
}

/** An account of the tenant's own at the sandbox. */
async function openAccount(stripeApi: string): Promise<{ secretKey: string; publishableKey: string }> {
  const secretKey = `sk_test_${randomBytes(20).toString('hex')}`;
  const publishableKey = `pk_test_${randomBytes(20).toString('hex')}`;
  await askSandbox(stripeApi, 'POST', '/accounts', { secret_key: secretKey, publishable_key: publishableKey });
  return { secretKey, publishableKey };
}

export function stripeAt(address: string, secretKey: string): Stripe {
  const { hostname, port } = new URL(address);
  return new Stripe(secretKey, { host: hostname, port, protocol: 'http', maxNetworkRetries: 3, telemetry: false });
}

async function connectStripe(
  { client, addresses }: Needs,
  keys: { secretKey: string; publishableKey: string },
  staff: Person,
): Promise<void> {
  const endpointId = newId();
  const { secret } = await stripeAt(addresses.stripe, keys.secretKey).webhookEndpoints.create({
    url: `${addresses.edge}/webhooks/stripe/${endpointId}`,
    enabled_events: ['*'],
    api_version: Stripe.API_VERSION,
  });
  if (!secret) throw new Error('the sandbox made a webhook endpoint and told no secret');
  await client.command(
    payments.configureStripe,
    { endpointId, mode: 'test', ...keys, webhookSecrets: [secret] },
    staff,
  );
}

async function makeCustomer({ client }: Needs, staff: Person): Promise<Customer> {
  const customerId = newId();
  const email = `accounts@${customerId}.example`;
  // All of one name: at Xero two contacts of an organisation cannot have the same.
  const who = { customerId, name: 'Miller & Daughters Ltd', email };
  await client.command(directory.createCustomer, who, staff);
  await until('invoicing has heard of the customer', async () => {
    const outcome = await client.send(
      invoicing.draftInvoice,
      {
        invoiceId: newId(),
        customerId,
        lines: [{ id: '1', description: 'First', quantity: '1', unitAmount: 100, taxes: [] }],
      },
      staff,
    );
    return outcome.status === 'done';
  });
  return { tenant: staff.tenant, actor: { kind: 'customer', id: customerId }, customerId, email };
}
