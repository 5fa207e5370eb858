import { directory, payments } from '@purser/contracts';
import { type Connection, connect } from '@purser/db';
import { until } from '@purser/testing';
import type Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { startTown, type Tenant, type Town } from './town.ts';

let town: Town;
let behind: Connection;
beforeAll(async () => {
  town = await startTown({ lease_ms: 20_000 });
  behind = connect({ url: town.platform.database.adminUrl, max: 2, name: 'test' });
});
afterEach(() => town?.admin('DELETE', '/faults'));
afterAll(async () => {
  await behind?.close();
  await town?.stop();
});

const client = () => town.platform.client;
const address = { line1: '1 High Street', city: 'Leeds', postcode: 'LS1 1AA', country: 'GB' };
const known = { name: 'Ada Ltd', email: 'ada@example.com' };

/** A customer who began to pay, and so is known at Stripe; all that follows is done. */
async function payer(tenant: Tenant) {
  const customer = await town.customer(tenant);
  const { customerId } = customer;
  const invoiceId = await town.invoice(tenant, customerId);
  await client().command(payments.preparePayment, { invoiceId }, customer);
  await settled(tenant);
  const [row] = await behind.sql<{ id: string }[]>`
    select stripe_customer_id as id from payments.stripe_customers where customer_id = ${customerId}`;
  return { customer, customerId, id: row?.id ?? '' };
}

const change = ({ staff }: Tenant, customerId: string, to: Partial<z.input<typeof directory.updateCustomer.input>>) =>
  client().command(directory.updateCustomer, { customerId, ...known, ...to }, staff);

/** Nothing of it is under way, or waits to be tried again. */
const settled = (tenant: Tenant) =>
  until('all of it is done', async () => {
    await town.platform.quiet();
    const { count } = await behind.sql`
      select from payments.ledger where tenant_id = ${tenant.id} and handler = 'payments.syncStripeCustomer' and status <> 'done'`;
    return count === 0;
  });
const atStripe = async (id: string) => (await town.stripe.customers.retrieve(id)) as Stripe.Customer;

const requests = z.array(z.object({ method: z.string(), path: z.string() }));
/** How often Stripe was told to change this customer. */
async function changesOf(id: string): Promise<number> {
  const all = requests.parse(await town.admin('GET', '/requests?limit=1000'));
  return all.filter(({ method, path }) => method === 'POST' && path === `/v1/customers/${id}`).length;
}

test('what changes of a customer changes at Stripe, and what is taken away goes there too; where nothing changed nothing is sent', async () => {
  const tenant = await town.tenant();
  const { customerId, id } = await payer(tenant);
  expect(await atStripe(id)).toMatchObject({ name: 'Ada Ltd', email: 'ada@example.com', phone: null });
  const before = await changesOf(id);
  await change(tenant, customerId, { name: 'Ada plc', email: 'ada@ada.example', phone: '+44 113 496 0000', address });
  await until('it has come', async () => (await atStripe(id)).name === 'Ada plc');
  expect(await atStripe(id)).toMatchObject({
    email: 'ada@ada.example',
    phone: '+44 113 496 0000',
    address: { line1: '1 High Street', city: 'Leeds', postal_code: 'LS1 1AA', country: 'GB' },
    metadata: { tenant_id: tenant.id, customer_id: customerId },
  });
  await settled(tenant);
  expect(await changesOf(id)).toBe(before + 1);
  const same = { name: 'Ada plc', email: 'ada@ada.example', address };
  await change(tenant, customerId, { ...same, terms_days: 30, tags: ['gold'], notes: 'Pays late' });
  await client().command(directory.archiveCustomer, { customerId }, tenant.staff);
  await settled(tenant);
  expect(await changesOf(id)).toBe(before + 1);
  await change(tenant, customerId, { ...same, phone: null });
  await until('it is gone there', async () => !(await atStripe(id)).phone);
});

test('of two changes the newest stays, though the older one arrives after it', async () => {
  const tenant = await town.tenant();
  const { customerId, id } = await payer(tenant);
  const slow = { path: '/v1/customers/*', method: 'POST', when: 'before', effect: 'slow', ms: 1_500, count: 1 };
  await town.admin('POST', '/faults', slow);
  await change(tenant, customerId, { name: 'The older name' });
  await until('the older one is on its way', async () => {
    const { count } = await behind.sql`
      select from payments.ledger where tenant_id = ${tenant.id} and handler = 'payments.syncStripeCustomer' and status = 'running'`;
    return count > 0;
  });
  await change(tenant, customerId, { name: 'The newest name' });
  await until('the newest one is there', async () => (await atStripe(id)).name === 'The newest name');
  await settled(tenant);
  expect((await atStripe(id)).name).toBe('The newest name');
});

test('an answer that is lost is asked for again; a customer deleted at Stripe is made anew with the next payment', async () => {
  const tenant = await town.tenant();
  const { customer, customerId, id } = await payer(tenant);
  await town.admin('POST', '/faults', {
    path: '/v1/customers/*',
    method: 'POST',
    effect: 'answer',
    status: 500,
    count: 2,
  });
  await change(tenant, customerId, { name: 'After the outage' });
  await until('it has come', async () => (await atStripe(id)).name === 'After the outage', 30_000);
  await settled(tenant);
  // Deleted, and its own event lost.
  await town.admin('POST', '/webhook-faults', { drop: 1, drop_only: 'customer.deleted' });
  await town.stripe.customers.del(id);
  await change(tenant, customerId, { name: 'After the end' });
  await settled(tenant);
  await town.admin('DELETE', '/webhook-faults');
  const invoiceId = await town.invoice(tenant, customerId);
  const { paymentIntentId } = await client().command(payments.preparePayment, { invoiceId }, customer);
  const anew = String((await town.stripe.paymentIntents.retrieve(paymentIntentId)).customer);
  expect(anew).not.toBe(id);
  expect((await atStripe(anew)).name).toBe('After the end');
});

test('a customer at Stripe that was made for another, or for another tenant’s, is never touched', async () => {
  const [mine, theirs] = [await town.tenant(), await town.tenant()];
  const [ada, bob] = [await payer(mine), await payer(theirs)];
  const before = await atStripe(bob.id);
  // However it got here.
  await behind.sql`
    update payments.stripe_customers set stripe_customer_id = ${bob.id} where customer_id = ${ada.customerId}`;
  await change(mine, ada.customerId, { name: 'Mallory' });
  await settled(mine);
  expect(await atStripe(bob.id)).toEqual(before);
});
