import { payments } from '@purser/contracts';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { dayAfter, type Payers, payersOf } from './payers.ts';
import { startTown, type Tenant, type Town, untilInvoice } from './town.ts';

let town: Town;
let payers: Payers;
beforeAll(async () => {
  // A busy machine is not what these tests are about.
  town = await startTown({ lease_ms: 20_000 });
  payers = payersOf(town);
});
beforeEach(() => town.admin('DELETE', '/faults'));
afterEach(() => town.platform.clock.setOffset(0));
afterAll(async () => {
  await payers?.stop();
  await town?.stop();
});

test('invoices are charged as soon as they are issued where the tenant says so, of those alone who agreed to that', async () => {
  const atIssue = await payers.payer();
  const { tenant, customer } = atIssue;
  const atDue = await payers.payer('pm_card_visa', tenant);
  await payers.setPolicy(tenant, { chargeAt: 'issue' });
  const { client } = town.platform;
  const { customerId } = customer;
  const consent = 'I agree that Northwind IT charges my invoices to this card as soon as they are issued.';
  await client.command(payments.setAutopay, { customerId, on: true, consent, chargeAt: 'issue' }, customer);
  expect(await client.query(payments.getAutopay, { customerId }, customer)).toMatchObject({
    ...{ agreedTo: 'issue', chargeAt: 'issue', consent },
  });
  const [now, later] = [await town.invoice(tenant, customerId), await town.invoice(tenant, atDue.customer.customerId)];
  await payers.soon();
  await untilInvoice(town, tenant.staff, now, 'paid');
  await payers.night(tenant, 1);
  expect(await payers.chargesOf(now)).toHaveLength(1);
  expect(await payers.chargesOf(later)).toEqual([]);
  await payers.night(tenant, 14);
  expect(await payers.chargesOf(later)).toHaveLength(1);
});

test('the dry run names what the coming run would charge and what stands in its way, and marks nothing', async () => {
  const good = await payers.payer();
  const { tenant } = good;
  const blocked = await payers.payer('pm_card_radarBlock', tenant);
  const invoices = [
    await town.invoice(tenant, good.customer.customerId),
    await town.invoice(tenant, blocked.customer.customerId),
  ];
  const preview = (on: number) =>
    town.platform.client.query(payments.previewAutopay, { on: dayAfter(on) }, tenant.staff);
  await town.platform.quiet();
  expect((await preview(13)).bills).toEqual([]);
  const planned = await preview(14);
  expect(planned.count).toBe(2);
  expect(planned.bills.map(({ invoiceId }) => invoiceId).sort()).toEqual([...invoices].sort());
  expect(planned.bills).toMatchObject([
    { try: 1, hindrance: null },
    { try: 1, hindrance: null },
  ]);
  expect(await preview(14)).toEqual(planned);
  const { staff } = await town.tenant();
  expect((await town.platform.client.query(payments.previewAutopay, { on: dayAfter(14) }, staff)).bills).toEqual([]);
  await payers.night(tenant, 14);
  expect((await preview(60)).bills).toEqual([]);
  expect(await payers.chargesOf(invoices[0] ?? '')).toHaveLength(1);
});

test('what Stripe would not hear for being too much is said again, and is one payment', async () => {
  const { tenant, customer } = await payers.payer();
  const { customerId } = customer;
  const { client } = town.platform;
  const tooMuch = { path: '/v1/payment_intents', method: 'POST', status: 429, code: 'rate_limit', count: 3 };
  await town.admin('POST', '/faults', tooMuch);
  const invoiceId = await town.invoice(tenant, customerId);
  const { paymentIntentId } = await client.command(payments.preparePayment, { invoiceId }, customer);
  const intents = await town.stripe.paymentIntents.list({ limit: 100 });
  expect(intents.data.filter(({ metadata }) => metadata.invoice_id === invoiceId).map(({ id }) => id)).toEqual([
    paymentIntentId,
  ]);
  expect(await town.admin('GET', '/faults')).toEqual([]);
});

test('a policy that is absurd, or made from an old version, is refused, and another tenant’s is not touched', async () => {
  const [tenant, other] = [await town.tenant(), await town.tenant()];
  const { client } = town.platform;
  const read = ({ staff }: Tenant) => client.query(payments.getDunningPolicy, {}, staff);
  for (const waits_days of [[3, 1], [0], [31], [1, 1, 1, 1, 1, 1, 1, 1]])
    await expect(payers.setPolicy(tenant, { waits_days }), waits_days.join()).rejects.toMatchObject({
      kind: 'invalid',
    });
  await expect(payers.setPolicy(tenant, { grace_days: 61 })).rejects.toMatchObject({ kind: 'invalid' });
  expect(await read(tenant)).toMatchObject({ version: 0, waits_days: [1, 3, 5, 7], grace_days: 7, end: 'leave' });
  expect(await payers.setPolicy(tenant)).toEqual({ version: 1 });
  await expect(payers.setPolicy(tenant, { waits_days: [9] })).rejects.toMatchObject({ code: 'policy_changed' });
  expect(await payers.setPolicy(tenant, { version: 1, waits_days: [9] })).toEqual({ version: 2 });
  expect(await read(tenant)).toMatchObject({ version: 2, waits_days: [9] });
  expect(await read(other)).toMatchObject({ version: 0, waits_days: [1, 3, 5, 7] });
});

test('another tenant’s invoice is neither stopped, charged nor told of', async () => {
  const { tenant, customer } = await payers.payer();
  const invoiceId = await town.invoice(tenant, customer.customerId);
  await town.platform.quiet();
  const { staff } = await town.tenant();
  const { client } = town.platform;
  await expect(client.command(payments.setInvoiceAutopay, { invoiceId, on: false }, staff)).rejects.toMatchObject({
    kind: 'notFound',
  });
  await expect(client.command(payments.chargeInvoice, { invoiceId }, staff)).rejects.toMatchObject({
    kind: 'notFound',
  });
  expect(await client.query(payments.getInvoiceAutopay, { invoiceId }, staff)).toMatchObject({
    state: 'none',
    tries: [],
  });
  expect(await payers.autopayOf(tenant, invoiceId)).toMatchObject({ state: 'planned', nextOn: dayAfter(14) });
});
