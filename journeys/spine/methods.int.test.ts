import { directory, payments } from '@purser/contracts';
import { type Connection, connect } from '@purser/db';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { startTown, type Tenant, type Town } from './town.ts';

let town: Town;
let behind: Connection;
beforeAll(async () => {
  town = await startTown();
  behind = connect({ url: town.platform.database.adminUrl, max: 1, name: 'methods' });
});
afterAll(async () => {
  await behind?.close();
  await town?.stop();
});

type Who = Awaited<ReturnType<Town['customer']>>;
const consent = 'I agree that Northwind IT keeps this card and charges it as agreed.';

const listed = async (customer: Who) =>
  (await town.platform.client.query(payments.listMethods, { customerId: customer.customerId }, customer)).methods;

/** The customer gives a card, as their browser would confirm it at Stripe. */
async function give(customer: Who, card: string) {
  const { customerId } = customer;
  const prepared = await town.platform.client.command(payments.prepareSetup, { customerId, consent }, customer);
  return { ...prepared, status: await confirm(prepared, card) };
}

async function confirm(prepared: z.output<typeof payments.prepareSetup.output>, card: string): Promise<number> {
  const answer = await fetch(`${town.sandbox.url}/v1/setup_intents/${prepared.setupIntentId}/confirm`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${prepared.publishableKey}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({
      client_secret: prepared.clientSecret ?? '',
      payment_method: card,
      return_url: 'https://pay.example/back',
    }),
  });
  return answer.status;
}

const withCount = (customer: Who, count: number) =>
  until(`${count} on file`, async () => {
    const methods = await listed(customer);
    return methods.length === count && methods;
  });
/** The customer's id at Stripe; empty while they are nobody there. */
async function stripeCustomerOf({ customerId }: Who): Promise<string> {
  const [row] = await behind.sql<{ id: string }[]>`
    select stripe_customer_id as id from payments.stripe_customers where customer_id = ${customerId}`;
  return row?.id ?? '';
}

async function someone(): Promise<{ tenant: Tenant; customer: Who }> {
  const tenant = await town.tenant();
  return { tenant, customer: await town.customer(tenant) };
}

test('cards are given, the first is the default, another can be, and one taken off is off at Stripe too', async () => {
  const { customer } = await someone();
  await give(customer, 'pm_card_visa');
  const [visa] = await withCount(customer, 1);
  expect(visa).toMatchObject({ type: 'card', brand: 'visa', last4: '4242', isDefault: true });
  await give(customer, 'pm_card_mastercard');
  const both = await withCount(customer, 2);
  expect(both.map(({ brand, isDefault }) => [brand, isDefault])).toEqual([
    ['visa', true],
    ['mastercard', false],
  ]);
  const { client } = town.platform;
  const { customerId } = customer;
  const methodId = both[1]?.methodId ?? '';
  await client.command(payments.setDefaultMethod, { customerId, methodId }, customer);
  expect((await listed(customer))[0]).toMatchObject({ methodId, isDefault: true });
  await client.command(payments.removeMethod, { customerId, methodId }, customer);
  expect(await listed(customer)).toMatchObject([{ brand: 'visa', isDefault: true }]);
  const stripeCustomer = await stripeCustomerOf(customer);
  await until('it is off at Stripe', async () => {
    const { data } = await town.stripe.paymentMethods.list({ customer: stripeCustomer });
    return data.length === 1 && data[0]?.card?.brand === 'visa';
  });
});

test('the same card given again is on file once, and stays the default', async () => {
  const { customer } = await someone();
  await give(customer, 'pm_card_visa');
  const [first] = await withCount(customer, 1);
  await give(customer, 'pm_card_visa');
  const [again] = await until('it took the place of the first', async () => {
    const methods = await listed(customer);
    return methods.length === 1 && methods[0]?.methodId !== first?.methodId && methods;
  });
  expect(again).toMatchObject({ isDefault: true, last4: '4242' });
});

test('the default card given again stays the default beside another', async () => {
  const { customer } = await someone();
  await give(customer, 'pm_card_visa');
  const [visa] = await withCount(customer, 1);
  await give(customer, 'pm_card_mastercard');
  await withCount(customer, 2);
  await give(customer, 'pm_card_visa');
  const renewed = await until('the new one took its place', async () => {
    const methods = await listed(customer);
    return methods.every(({ methodId }) => methodId !== visa?.methodId) && methods;
  });
  expect(renewed.map(({ brand, isDefault }) => [brand, isDefault])).toEqual([
    ['visa', true],
    ['mastercard', false],
  ]);
});

test('a card’s holder is told a month before it ends, and not when it was taken off by then', async () => {
  const { customer } = await someone();
  await give(customer, 'pm_card_visa');
  const [method] = await withCount(customer, 1);
  const { clock } = town.platform;
  const end = Date.UTC(method?.expYear ?? 0, method?.expMonth ?? 0, 1);
  const expiring = async () => {
    const [row] = await behind.sql<{ count: number }[]>`
      select count(*)::int as count from notifications.mails where kind = 'methodExpiring' and customer_id = ${customer.customerId}`;
    return row?.count ?? 0;
  };
  try {
    clock.setOffset(end - 31 * 86_400_000 - clock.machine().getTime());
    const [timer] = await behind.sql<{ at: string }[]>`
      select next_at as at from payments.ledger
      where tenant_id = ${customer.tenant} and handler = 'payments.checkExpiry' and status = 'waiting'`;
    expect(new Date(timer?.at ?? 0).getTime()).toBeGreaterThan(clock.business().getTime());
    expect(await expiring()).toBe(0);
    clock.setOffset(end - 29 * 86_400_000 - clock.machine().getTime());
    await until('they are told', async () => (await expiring()) === 1, 30_000);
  } finally {
    clock.setOffset(0);
  }
});

test('a card whose bank refuses is not kept', async () => {
  const { customer } = await someone();
  const { status } = await give(customer, 'pm_card_chargeDeclined');
  expect(status).toBe(402);
  await town.platform.quiet();
  expect(await listed(customer)).toEqual([]);
});

test('what is taken off at Stripe, or goes with its customer there, is off here; the customer can give a card again', async () => {
  const { customer } = await someone();
  await give(customer, 'pm_card_visa');
  await give(customer, 'pm_card_mastercard');
  await withCount(customer, 2);
  const stripeCustomer = await stripeCustomerOf(customer);
  const { data } = await town.stripe.paymentMethods.list({ customer: stripeCustomer });
  const visa = data.find(({ card }) => card?.brand === 'visa');
  await town.stripe.paymentMethods.detach(visa?.id ?? '');
  expect(await withCount(customer, 1)).toMatchObject([{ brand: 'mastercard', isDefault: true }]);
  await town.stripe.customers.del(stripeCustomer);
  await withCount(customer, 0);
  await until('they are nobody at Stripe', async () => (await stripeCustomerOf(customer)) === '');
  await give(customer, 'pm_card_visa');
  await withCount(customer, 1);
  expect(await stripeCustomerOf(customer)).not.toBe(stripeCustomer);
});

test('the cards of somebody who is erased are off here and at Stripe', async () => {
  const { tenant, customer } = await someone();
  await give(customer, 'pm_card_visa');
  await give(customer, 'pm_card_mastercard');
  await withCount(customer, 2);
  const stripeCustomer = await stripeCustomerOf(customer);
  const atStripe = async () => (await town.stripe.paymentMethods.list({ customer: stripeCustomer })).data.length;
  expect(await atStripe()).toBe(2);
  const { client } = town.platform;
  await client.command(directory.archiveCustomer, { customerId: customer.customerId }, tenant.staff);
  await client.command(directory.eraseCustomer, { customerId: customer.customerId }, tenant.staff);
  await until('they are off at Stripe', async () => (await atStripe()) === 0);
  const left = await behind.sql`
    select 1 from payments.methods where customer_id = ${customer.customerId} and (active or is_default)`;
  expect(left).toHaveLength(0);
});

test('a form that was open while its customer was erased keeps no card, here or at Stripe', async () => {
  const { tenant, customer } = await someone();
  const { client, quiet } = town.platform;
  const { customerId } = customer;
  const prepared = await client.command(payments.prepareSetup, { customerId, consent }, customer);
  const stripeCustomer = await stripeCustomerOf(customer);
  await client.command(directory.archiveCustomer, { customerId }, tenant.staff);
  await client.command(directory.eraseCustomer, { customerId }, tenant.staff);
  await quiet();
  expect(await confirm(prepared, 'pm_card_visa')).toBe(200);
  await until('the form has ended', async () => {
    const rows =
      await behind.sql`select 1 from payments.setups where customer_id = ${customerId} and status = 'succeeded'`;
    return rows.length === 1;
  });
  expect(await behind.sql`select 1 from payments.methods where customer_id = ${customerId}`).toHaveLength(0);
  await until('it is off at Stripe', async () => {
    const { data } = await town.stripe.paymentMethods.list({ customer: stripeCustomer });
    return data.length === 0;
  });
});

test('who tries cards by the dozen gets no more forms for an hour, however many they ask for at once; staff still do', async () => {
  const { tenant, customer } = await someone();
  const { client, clock } = town.platform;
  const { customerId } = customer;
  const ask = (who: Who | Tenant['staff']) => client.command(payments.prepareSetup, { customerId, consent }, who);
  // Whom a busy machine keeps waiting too long is answered all the same: what counts is what was opened.
  await Promise.allSettled(Array.from({ length: 50 }, () => ask(customer)));
  await town.platform.quiet();
  const opened = await behind.sql`select from payments.setups where customer_id = ${customerId}`;
  expect(opened.count).toBe(20);
  await expect(ask(customer)).rejects.toMatchObject({ code: 'too_many_forms' });
  await ask(tenant.staff);
  clock.setOffset(3_700_000);
  await ask(customer);
  clock.setOffset(0);
});

test('a customer has at most twenty on file; with one taken off there is room again', async () => {
  const { tenant, customer } = await someone();
  const { client } = town.platform;
  const { customerId } = customer;
  await give(customer, 'pm_card_visa');
  await withCount(customer, 1);
  // As if they had been given over the years.
  await behind.sql`
    insert into payments.methods (tenant_id, method_id, customer_id, mode, stripe_method_id, setup_id, type, brand, last4, exp_month,
      exp_year, fingerprint, is_default, active, seen_at, added_at)
    select tenant_id, gen_random_uuid(), customer_id, mode, stripe_method_id || n, setup_id, type, brand, lpad(n::text, 4, '0'), exp_month,
      exp_year, fingerprint || n, false, true, seen_at, added_at
    from payments.methods, generate_series(1, 19) n where customer_id = ${customerId}`;
  const full = await withCount(customer, 20);
  for (const who of [customer, tenant.staff])
    await expect(client.command(payments.prepareSetup, { customerId, consent }, who)).rejects.toMatchObject({
      code: 'too_many_methods',
    });
  await client.command(payments.removeMethod, { customerId, methodId: full[19]?.methodId ?? '' }, customer);
  await give(customer, 'pm_card_mastercard');
  await withCount(customer, 20);
});

test('another customer’s cards, and another tenant’s, are not found', async () => {
  const { tenant, customer } = await someone();
  await give(customer, 'pm_card_visa');
  const [method] = await withCount(customer, 1);
  const bob = await town.customer(tenant, 'bob@example.com');
  const stranger = (await someone()).tenant.staff;
  const { client } = town.platform;
  const which = { customerId: customer.customerId, methodId: method?.methodId ?? '' };
  for (const who of [bob, { ...stranger }]) {
    await expect(client.command(payments.removeMethod, which, who)).rejects.toMatchObject({ kind: 'notFound' });
    await expect(client.command(payments.setDefaultMethod, which, who)).rejects.toMatchObject({ kind: 'notFound' });
  }
  await expect(client.query(payments.listMethods, { customerId: which.customerId }, bob)).rejects.toMatchObject({
    kind: 'notFound',
  });
  await expect(
    client.command(payments.prepareSetup, { customerId: which.customerId, consent }, bob),
  ).rejects.toMatchObject({ kind: 'notFound' });
  await expect(
    client.command(payments.removeMethod, { ...which, customerId: bob.customerId }, bob),
  ).rejects.toMatchObject({ code: 'method_not_found' });
  expect(await listed(customer)).toHaveLength(1);
});
