import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { payments as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { payments } from '@purser/payments/service';
import { reporting } from '@purser/reporting/service';
import { type Sandbox, startSandbox } from '@purser/sandbox/server';
import { type Listening, listen } from '@purser/service';
import { asStaff, until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AttemptModel } from '../src/api/models/attempt.ts';
import type { DashboardModel } from '../src/api/models/dashboard.ts';
import type { PaymentModel } from '../src/api/models/payment.ts';
import type { PortalAttemptModel, PortalInvoiceModel, PreparedPaymentModel } from '../src/api/models/portal.ts';
import type { Browser } from './browser.ts';
import { key, openWorld, type Staff, type Tenant, type World } from './world.ts';

const secretKey = 'sk_test_gateway000001';
const publishableKey = 'pk_test_gateway000001';

let world: World;
let sandbox: Sandbox;
let edge: Listening;
let dir: string;
let tenant: Tenant;
let staff: Staff;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'purser-pay-'));
  const settings = { captureDelayMs: 20, webhookRetryDelaysMs: [50, 100, 200, 400] };
  sandbox = await startSandbox({ port: 0, dir, secretKey, publishableKey, settings });
  world = await openWorld({ services: [payments, reporting], env: { PURSER_STRIPE_API: sandbox.url } });
  const { routes } = world.platform.service('payments').built;
  if (!routes) throw new Error('payments has no routes');
  edge = await listen([routes], { ready: async () => ({}), metrics: async () => '' }, 0, '127.0.0.1');
  tenant = await world.tenant();
  staff = await world.staff(tenant);
  await connectStripe();
});
afterAll(async () => {
  await edge?.close();
  await world?.stop();
  await sandbox?.stop();
  await rm(dir, { recursive: true, force: true });
});

async function connectStripe(): Promise<void> {
  const endpointId = newId();
  const hook = await fetch(`${sandbox.url}/v1/webhook_endpoints`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      url: `http://127.0.0.1:${edge.port}/webhooks/stripe/${endpointId}`,
      'enabled_events[0]': '*',
    }),
  });
  const { secret } = (await hook.json()) as { secret: string };
  await world.platform.client.command(
    contract.configureStripe,
    { endpointId, mode: 'test', secretKey, publishableKey, webhookSecrets: [secret] },
    asStaff(tenant.id),
  );
}

/** As Stripe's script does in the payer's browser. */
function confirm({ clientSecret, publishableKey: key }: PreparedPaymentModel, paymentMethod: string) {
  const [intent] = clientSecret.split('_secret_');
  return fetch(`${sandbox.url}/v1/payment_intents/${intent}/confirm`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      client_secret: clientSecret,
      payment_method: paymentMethod,
      return_url: 'https://pay.example/back',
    }),
  });
}

const prepare = (payer: Browser, id: string, body: object, again = key()) =>
  payer.send<PreparedPaymentModel>('POST', `/api/v1/portal/invoices/${id}/payments`, body, again);
const read = async (payer: Browser, id: string) =>
  (await payer.get<PortalInvoiceModel>(`/api/v1/portal/invoices/${id}`)).body;

test('a customer pays a part by the invoice’s link, then the rest, and has receipts', async () => {
  const customer = await world.customer(staff);
  const invoice = await world.invoice(staff, customer.id);
  const payer = await world.linkHolder(tenant, invoice);
  const again = key();
  const first = await prepare(payer, invoice.id, { amount: 5000 }, again);
  expect([first.status, first.body]).toMatchObject([
    200,
    { amount: { amount: 5000, currency: 'GBP' }, publishableKey },
  ]);
  // The secret is fetched anew for who repeats, and is nowhere in what we keep.
  const repeated = await prepare(payer, invoice.id, { amount: 5000 }, again);
  expect(repeated.body.clientSecret).toBe(first.body.clientSecret);
  const kept = await world.admin`select envelope from gateway.outbox union all select result from payments.ledger`;
  expect(JSON.stringify(kept)).not.toContain(first.body.clientSecret);
  await confirm(first.body, 'pm_card_visa');
  await until('the part is in', async () => (await read(payer, invoice.id)).status === 'partlyPaid');
  const rest = await prepare(payer, invoice.id, {});
  expect(rest.body.amount.amount).toBe(7000);
  await confirm(rest.body, 'pm_card_visa');
  await until('all of it is in', async () => (await read(payer, invoice.id)).status === 'paid');
  const paid = await read(payer, invoice.id);
  expect(paid).toMatchObject({ canPay: false, due: { amount: 0 }, paid: { amount: 12_000 } });
  expect(paid.payments.map(({ amount }) => amount.amount).sort()).toEqual([5000, 7000]);
  const receipt = await payer.raw(paid.payments[0]?.receipt ?? '');
  expect([receipt.status, receipt.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  await receipt.arrayBuffer();
  const attempt = await payer.get<PortalAttemptModel>(`/api/v1/portal/attempts/${rest.body.attemptId}`);
  expect(attempt.body).toMatchObject({ status: 'succeeded', decline: null });
  const listed = await staff.browser.get<{ data: PaymentModel[] }>(`/api/v1/payments?invoice=${invoice.id}`);
  for (const payment of listed.body.data) {
    const one = await staff.browser.get<PaymentModel>(`/api/v1/payments/${payment.id}`);
    expect([one.status, one.body]).toEqual([200, payment]);
  }
  const stranger = await world.staff(await world.tenant());
  expect((await stranger.browser.get(`/api/v1/payments/${listed.body.data[0]?.id}`)).status).toBe(404);
  // An invoice's id in a payment's form names its document, and that is no payment.
  const posing = await staff.browser.get<{ code: string }>(`/api/v1/payments/${invoice.id.replace('inv', 'pay')}`);
  expect([posing.status, posing.body.code]).toEqual([404, 'payment_not_found']);
  const dashboard = await staff.browser.get<DashboardModel>('/api/v1/dashboard');
  expect(dashboard.body).toMatchObject({ currency: 'GBP', missing: [] });
  expect(dashboard.body.recent.payments.length).toBeGreaterThan(0);
});

test('who holds one invoice’s link reaches no attempt, receipt or cancelling of another', async () => {
  const customer = await world.customer(staff);
  const [mine, other] = [await world.invoice(staff, customer.id), await world.invoice(staff, customer.id)];
  const [payer, neighbour] = [await world.linkHolder(tenant, mine), await world.linkHolder(tenant, other)];
  const { body } = await prepare(payer, mine.id, {});
  expect((await neighbour.get(`/api/v1/portal/attempts/${body.attemptId}`)).status).toBe(404);
  expect(
    (await neighbour.send('POST', `/api/v1/portal/attempts/${body.attemptId}/cancel`, undefined, key())).status,
  ).toBe(404);
  await confirm(body, 'pm_card_visa');
  await until('it is paid', async () => (await read(payer, mine.id)).status === 'paid');
  const [payment] = (await read(payer, mine.id)).payments;
  expect((await neighbour.get(payment?.receipt ?? '')).status).toBe(404);
  expect((await payer.raw(payment?.receipt ?? '')).status).toBe(200);
});

test('a decline is told with tact: never that a card is lost, stolen or suspected', async () => {
  const customer = await world.customer(staff);
  const invoice = await world.invoice(staff, customer.id);
  const payer = await world.linkHolder(tenant, invoice);
  const { body } = await prepare(payer, invoice.id, {});
  await confirm(body, 'pm_card_chargeDeclinedStolenCard');
  const told = await until('the decline is told', async () => {
    const { body: attempt } = await payer.get<PortalAttemptModel>(`/api/v1/portal/attempts/${body.attemptId}`);
    return attempt.decline ? attempt : undefined;
  });
  expect(JSON.stringify(told)).not.toMatch(/stolen|lost|fraud|pick/i);
  expect(told.decline?.title).toBe('Your bank declined this payment.');
  // Staff see it in full.
  const timeline = await staff.browser.get(`/api/v1/invoices/${invoice.id}/timeline`);
  expect(JSON.stringify(timeline.body)).toContain('stolen card');
});

test('another customer cannot pay, nor look at, an attempt that is not theirs', async () => {
  const [ada, eve] = [await world.customer(staff, 'Ada Ltd'), await world.customer(staff, 'Eve Ltd')];
  const invoice = await world.invoice(staff, ada.id);
  const payer = await world.linkHolder(tenant, invoice);
  const { body } = await prepare(payer, invoice.id, {});
  const thief = await world.portalUser(tenant, eve.id);
  expect((await thief.get(`/api/v1/portal/attempts/${body.attemptId}`)).status).toBe(404);
  expect((await thief.send('POST', `/api/v1/portal/attempts/${body.attemptId}/cancel`, undefined, key())).status).toBe(
    404,
  );
  expect((await prepare(thief, invoice.id, {})).status).toBe(404);
  expect((await payer.get<PortalAttemptModel>(`/api/v1/portal/attempts/${body.attemptId}`)).body.status).toBe(
    'created',
  );
});

type Problem = { code: string; detail: string };
const attemptsOf = async (id: string) =>
  (await staff.browser.get<{ data: AttemptModel[] }>(`/api/v1/invoices/${id}/attempts`)).body.data;
const voidIt = (id: string) =>
  staff.browser.send<Problem>('POST', `/api/v1/invoices/${id}/void`, { reason: 'Sent by mistake.' }, key());
const end = (who: Staff, id: string, again = key()) =>
  who.browser.send<AttemptModel & Problem>('POST', `/api/v1/attempts/${id}/cancel`, undefined, again);

test('staff see who began a payment, end it, and can void the invoice; the form it was begun with takes nothing any more', async () => {
  const customer = await world.customer(staff, 'Ada Ltd');
  const invoice = await world.invoice(staff, customer.id);
  const payer = await world.linkHolder(tenant, invoice);
  const { body } = await prepare(payer, invoice.id, {});
  expect(await attemptsOf(invoice.id)).toMatchObject([
    {
      id: body.attemptId,
      status: 'created',
      amount: { amount: 12_000, currency: 'GBP' },
      openedBy: { kind: 'customer', name: 'Ada Ltd' },
      mayEnd: true,
    },
  ]);
  expect((await voidIt(invoice.id)).body.code).toBe('payment_in_progress');
  // Who may not record a payment may not end one; another tenant's staff do not find it.
  const [support, stranger] = [await world.staff(tenant, 'support'), await world.staff(await world.tenant())];
  expect((await end(support, body.attemptId)).status).toBe(403);
  expect((await end(stranger, body.attemptId)).body.code).toBe('attempt_not_found');
  expect((await stranger.browser.get<{ data: unknown }>(`/api/v1/invoices/${invoice.id}/attempts`)).body.data).toEqual(
    [],
  );
  expect((await attemptsOf(invoice.id))[0]?.status).toBe('created');
  const again = key();
  const ended = await end(staff, body.attemptId, again);
  expect([ended.status, ended.body]).toMatchObject([200, { status: 'cancelled', mayEnd: false }]);
  expect((await end(staff, body.attemptId, again)).body).toEqual(ended.body);
  expect((await confirm(body, 'pm_card_visa')).status).toBe(400);
  await until('it can be voided', async () => (await voidIt(invoice.id)).status === 200);
  expect((await read(payer, invoice.id)).paid.amount).toBe(0);
});

test('a payment that was confirmed counts: whoever would end it is told so in words', async () => {
  const customer = await world.customer(staff);
  const [debited, paid] = [await world.invoice(staff, customer.id), await world.invoice(staff, customer.id)];
  const [one, two] = [await world.linkHolder(tenant, debited), await world.linkHolder(tenant, paid)];
  const debit = (await prepare(one, debited.id, {})).body;
  const card = (await prepare(two, paid.id, {})).body;
  expect((await confirm(debit, 'pm_bacsDebit_success')).status).toBe(200);
  expect((await confirm(card, 'pm_card_visa')).status).toBe(200);
  for (const { attemptId } of [debit, card]) {
    const refused = await end(staff, attemptId);
    expect([refused.status, refused.body.code]).toEqual([409, 'payment_not_ended']);
    expect(refused.body.detail).toMatch(/It counts, and is not ended any more/);
  }
  const own = await one.send<Problem>('POST', `/api/v1/portal/attempts/${debit.attemptId}/cancel`, undefined, key());
  expect([own.status, own.body.code]).toEqual([409, 'payment_not_ended']);
  expect((await attemptsOf(debited.id))[0]).toMatchObject({ status: 'processing', mayEnd: false });
  await until('the card’s is paid', async () => (await read(two, paid.id)).status === 'paid');
});

test('a debit that a bank is at work on is shown, and not asked for again; of a part, the rest is', async () => {
  const customer = await world.customer(staff);
  const [whole, parted] = [await world.invoice(staff, customer.id), await world.invoice(staff, customer.id)];
  const [one, two] = [await world.linkHolder(tenant, whole), await world.linkHolder(tenant, parted)];
  const all = (await prepare(one, whole.id, {})).body;
  expect(await read(one, whole.id)).toMatchObject({ canPay: true, holdInProgress: true, underWay: null });
  const part = (await prepare(two, parted.id, { amount: 5000 })).body;
  await confirm(all, 'pm_bacsDebit_success');
  await confirm(part, 'pm_bacsDebit_success');
  for (const [payer, { id }, amount] of [
    [one, whole, 12_000],
    [two, parted, 5000],
  ] as const) {
    const seen = await until('it is known as a debit', async () => {
      const now = await read(payer, id);
      return now.underWay?.isDebit && now;
    });
    expect(seen).toMatchObject({
      canPay: false,
      underWay: { amount: { amount, currency: 'GBP' } },
      due: { amount: 12_000 },
    });
    expect((await prepare(payer, id, {})).status).toBe(amount === 12_000 ? 200 : 409);
  }
  expect((await attemptsOf(whole.id))[0]).toMatchObject({ status: 'processing', way: 'directDebit', mayEnd: false });
});
