import { invoicing, payments } from '@purser/contracts';
import { newId, platformTenant } from '@purser/message';
import { asService, until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asTenant, type ConnectTown, eventFor, platformKeys, startConnectTown } from './connectTown.ts';
import { untilInvoice } from './town.ts';

let town: ConnectTown;

beforeAll(async () => {
  town = await startConnectTown();
});
afterAll(() => town?.stop());

const storedEvents = (tenant: string) =>
  town.behind.sql<{ type: string; status: string; problem: string | null }[]>`
    select type, status, problem from payments.webhook_events where tenant_id = ${tenant} order by received_at`;

test('a payment at a connected account: its intent, customer and events live there, and nowhere else', async () => {
  const [a, b] = [await town.connected(), await town.connected()];
  const { invoiceId, prepared, status } = await town.pay(a);
  expect(prepared).toMatchObject({ publishableKey: platformKeys.publishableKey, connectedAccount: a.account });
  expect(status).toBe(200);
  await untilInvoice(town, a.staff, invoiceId, 'paid');
  const atA = await town.stripe.paymentIntents.retrieve(prepared.paymentIntentId, {}, { stripeAccount: a.account });
  expect(atA.status).toBe('succeeded');
  for (const options of [{}, { stripeAccount: b.account }])
    await expect(town.stripe.paymentIntents.retrieve(prepared.paymentIntentId, {}, options)).rejects.toThrow(/No such/);
  expect((await storedEvents(a.id)).length).toBeGreaterThan(0);
  expect(await storedEvents(b.id)).toEqual([]);
  expect(await storedEvents(platformTenant)).toEqual([]);
});

test('a signed event that names another account moves nothing of either', async () => {
  const [a, b] = [await town.connected(), await town.connected()];
  const ada = await town.customerOf(a);
  const invoiceId = await town.invoice(asTenant(a), ada.customerId);
  const prepared = await town.platform.client.command(payments.preparePayment, { invoiceId }, ada);
  const atA = await town.stripe.paymentIntents.retrieve(prepared.paymentIntentId, {}, { stripeAccount: a.account });
  const forged = { ...atA, status: 'succeeded', amount_received: atA.amount };
  expect(await town.post(eventFor(b.account, 'payment_intent.succeeded', forged))).toBe(200);
  await until('it was looked at', async () => (await storedEvents(b.id))[0]?.status === 'unmatched');
  const attempt = await town.platform.client.query(payments.getAttempt, { attemptId: prepared.attemptId }, a.staff);
  expect(attempt.status).toBe('created');
  const { due } = await town.platform.client.query(invoicing.getInvoice, { invoiceId }, a.staff);
  expect(due).toBe(12_000);
});

test('a signed event of an account that its own tenant has left for another moves nothing there', async () => {
  const a = await town.connected();
  const before = a.account;
  const { id: account } = (await town.admin('POST', '/accounts', {})) as { id: string };
  await town.behind
    .sql`insert into payments.connected_accounts (mode, account, tenant_id) values ('test', ${account}, ${a.id})`;
  await town.behind.sql`update payments.stripe_accounts set account = ${account} where tenant_id = ${a.id}`;
  const ada = await town.customerOf(a);
  const invoiceId = await town.invoice(asTenant(a), ada.customerId);
  const prepared = await town.platform.client.command(payments.preparePayment, { invoiceId }, ada);
  const intent = await town.stripe.paymentIntents.retrieve(prepared.paymentIntentId, {}, { stripeAccount: account });
  const forged = { ...intent, status: 'succeeded', amount_received: intent.amount };
  expect(await town.post(eventFor(before, 'payment_intent.succeeded', forged))).toBe(200);
  await until('it was looked at', async () => (await storedEvents(a.id)).some((event) => event.status === 'unmatched'));
  const attempt = await town.platform.client.query(payments.getAttempt, { attemptId: prepared.attemptId }, a.staff);
  expect(attempt.status).toBe('created');
});

test('an event of an account that nobody has connected, or of none, is kept with the platform and moves nothing', async () => {
  const cases = [
    ['acct_nobody', 'unrouted'],
    [undefined, 'unmatched'],
  ] as const;
  for (const [account, status] of cases) {
    const event = eventFor(account, 'payment_intent.succeeded', { id: 'pi_x', metadata: {} });
    expect(await town.post(event)).toBe(200);
    const kept = await town.behind.sql<{ status: string; problem: string | null; tenant_id: string }[]>`
      select status, problem, tenant_id from payments.webhook_events where event_id = ${event.id}`;
    expect(kept).toMatchObject([{ status, tenant_id: platformTenant, problem: expect.stringMatching(/account/) }]);
  }
});

test('only the platform opens the door for connected accounts', async () => {
  const { id } = await town.connected();
  const door = { mode: 'test' as const, endpointId: newId(), webhookSecrets: ['whsec_mine00000'] };
  await expect(
    town.platform.client.command(payments.configureConnect, door, asService(id, 'gateway')),
  ).rejects.toMatchObject({
    code: 'not_allowed',
  });
});

test('what was begun at one account is finished there after the tenant went to another', async () => {
  const a = await town.connected();
  const first = await town.pay(a);
  await untilInvoice(town, a.staff, first.invoiceId, 'paid');
  const { id: account } = (await town.admin('POST', '/accounts', {})) as { id: string };
  await town.behind
    .sql`insert into payments.connected_accounts (mode, account, tenant_id) values ('test', ${account}, ${a.id})`;
  await town.behind.sql`update payments.stripe_accounts set in_use = false where tenant_id = ${a.id}`;
  await town.behind.sql`
    insert into payments.stripe_accounts (tenant_id, mode, account, in_use, updated_at) values (${a.id}, 'test', ${account}, true, now())`;
  const ofInvoice = { invoiceId: first.invoiceId };
  const { payments: taken } = await town.platform.client.query(payments.listPayments, ofInvoice, a.staff);
  const refund = { ...ofInvoice, refundId: newId(), paymentId: taken[0]?.paymentId ?? '', amount: 2_000 };
  const why = { reason: 'requestedByCustomer' as const };
  await town.platform.client.command(invoicing.refundPayment, { ...refund, ...why }, a.staff);
  await until('it went back', async () => {
    const { refunds } = await town.platform.client.query(payments.listRefunds, { invoiceId: first.invoiceId }, a.staff);
    return refunds[0]?.status === 'succeeded';
  });
});
