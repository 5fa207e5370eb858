import type { Client } from '@purser/bus';
import { directory, invoicing, payments } from '@purser/contracts';
import { newId } from '@purser/message';
import { asService, asStaff, until } from '@purser/testing';
import Stripe from 'stripe';
import type { ChaosStack } from '../chaos/town/stack.ts';
import { linkIn, untilMail } from '../spine/mailbox.ts';

const randomHex = () => newId().replaceAll('-', '');
const soon_ms = 120_000;

/** An invoice over £120.00 in the post, of a tenant with an account of its own at Stripe, on a platform that runs as `scripts/start` runs it. */
export async function billOnStack({ addresses }: Pick<ChaosStack, 'addresses'>, client: Client) {
  const { edge, stripe: stripeUrl } = addresses;
  const admin = async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${stripeUrl}/_sandbox${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
    return answer.json();
  };
  const tenant = newId();
  const staff = asStaff(tenant);
  const settings = { name: 'Northwind IT', timeZone: 'Europe/London', currency: 'GBP', terms_days: 14 } as const;
  await client.command(
    directory.createTenant,
    { ...settings, taxRounding: 'line', numberPrefix: 'NW-' },
    asService(tenant, 'gateway'),
  );
  const keys = { secretKey: `sk_test_${randomHex()}`, publishableKey: `pk_test_${randomHex()}` };
  await admin('POST', '/accounts', { secret_key: keys.secretKey, publishable_key: keys.publishableKey });
  const { hostname, port } = new URL(stripeUrl);
  const stripe = new Stripe(keys.secretKey, { host: hostname, port, protocol: 'http', telemetry: false });
  const endpointId = newId();
  const { secret } = await stripe.webhookEndpoints.create({
    url: `${edge}/webhooks/stripe/${endpointId}`,
    enabled_events: ['*'],
    api_version: Stripe.API_VERSION as never,
  });
  await client.command(
    payments.configureStripe,
    { endpointId, mode: 'test', ...keys, webhookSecrets: [secret ?? ''] },
    staff,
  );
  const [customerId, invoiceId] = [newId(), newId()];
  const email = `ada-${customerId}@example.com`;
  await client.command(directory.createCustomer, { customerId, name: 'Ada Ltd', email }, staff);
  const lines = [{ id: '1', description: 'Managed laptops', quantity: '4', unitAmount: 3000, taxes: [] }];
  await until(
    'invoicing has heard of the customer',
    async () => (await client.send(invoicing.draftInvoice, { invoiceId, customerId, lines }, staff)).status === 'done',
    soon_ms,
  );
  await client.command(invoicing.issueInvoice, { invoiceId }, staff);
  const link = linkIn(await untilMail({ admin }, email, 'due by'));
  const invoice = () => client.query(invoicing.getInvoice, { invoiceId }, staff);
  const charges = async () =>
    (await stripe.charges.list({ limit: 100 })).data.map(({ amount, status }) => [status, amount]);
  return { link, invoice, charges };
}
