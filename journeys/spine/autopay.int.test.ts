import { invoicing, payments, reporting } from '@purser/contracts';
import { newId } from '@purser/message';
import { asService, until } from '@purser/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { consent, type Payers, payersOf } from './payers.ts';
import { startTown, type Town, untilInvoice } from './town.ts';

let town: Town;
let payers: Payers;
beforeAll(async () => {
  town = await startTown();
  payers = payersOf(town);
});
afterEach(() => town.platform.clock.setOffset(0));
afterAll(async () => {
  await payers?.stop();
  await town?.stop();
});

test('on the night of its due day an invoice is charged once, with a receipt and in the books; nothing before, nothing after', async () => {
  const { tenant, customer } = await payers.payer();
  const invoiceId = await town.invoice(tenant, customer.customerId);
  payers.nightAfter(13);
  await payers.untilRun(tenant);
  expect(await payers.chargesOf(invoiceId)).toEqual([]);
  payers.nightAfter(14);
  await untilInvoice(town, tenant.staff, invoiceId, 'paid');
  payers.nightAfter(15);
  await payers.untilRun(tenant);
  await town.platform.quiet();
  expect(await payers.chargesOf(invoiceId)).toMatchObject([{ amount: 120_00 }]);
  const { balances, balanced } = await town.platform.client.query(reporting.getTrialBalance, {}, tenant.staff);
  expect(balanced).toBe(true);
  expect(balances.find(({ account }) => account === 'receivables')?.amount ?? 0).toBe(0);
});

test('a run that comes late takes up all that has become due, and one that is off takes nothing', async () => {
  const { tenant, customer } = await payers.payer();
  const [first, second] = [
    await town.invoice(tenant, customer.customerId),
    await town.invoice(tenant, customer.customerId),
  ];
  const other = await town.customer(tenant, 'bob@example.com');
  const bobs = await town.invoice(tenant, other.customerId);
  payers.nightAfter(40);
  await untilInvoice(town, tenant.staff, first, 'paid');
  await untilInvoice(town, tenant.staff, second, 'paid');
  expect((await payers.invoiceOf(tenant, bobs)).paid).toBe(0);
  town.platform.clock.setOffset(0);
  const third = await town.invoice(tenant, customer.customerId);
  const off = { customerId: customer.customerId, on: false };
  await town.platform.client.command(payments.setAutopay, off, customer);
  payers.nightAfter(80);
  await payers.untilRun(tenant);
  await town.platform.quiet();
  expect(await payers.chargesOf(third)).toEqual([]);
});

test('what was refunded or written off is not charged again by itself', async () => {
  const { tenant, customer } = await payers.payer();
  const { client } = town.platform;
  const [refunded, writtenOff] = [
    await town.invoice(tenant, customer.customerId),
    await town.invoice(tenant, customer.customerId),
  ];
  await client.command(invoicing.writeOffInvoice, { invoiceId: writtenOff, reason: 'A gift' }, tenant.staff);
  payers.nightAfter(14);
  await untilInvoice(town, tenant.staff, refunded, 'paid');
  const { payments: paid } = await client.query(payments.listPayments, { invoiceId: refunded }, tenant.staff);
  const back = { refundId: newId(), invoiceId: refunded, paymentId: paid[0]?.paymentId ?? '', amount: 120_00 };
  await client.command(invoicing.refundPayment, { ...back, reason: 'requestedByCustomer' }, tenant.staff);
  await until('it is back', async () => {
    const { refunds } = await client.query(invoicing.listRefundsAsked, { invoiceId: refunded }, tenant.staff);
    return refunds[0]?.returned === 120_00;
  });
  payers.nightAfter(16);
  await payers.untilRun(tenant);
  await town.platform.quiet();
  expect(await payers.chargesOf(refunded)).toHaveLength(1);
  expect(await payers.chargesOf(writtenOff)).toEqual([]);
  expect(await payers.invoiceOf(tenant, refunded)).toMatchObject({ due: 120_00 });
});

test('fifty charges of one invoice at once take its money once', async () => {
  const { tenant, customer } = await payers.payer();
  const invoiceId = await town.invoice(tenant, customer.customerId);
  await town.platform.quiet();
  const payment = await town.platform.speakAs('payments');
  const tried = await Promise.allSettled(
    Array.from({ length: 50 }, () =>
      payment.command(payments.chargeInvoice, { invoiceId }, asService(tenant.id, 'payments')),
    ),
  );
  expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await untilInvoice(town, tenant.staff, invoiceId, 'paid');
  expect(await payers.chargesOf(invoiceId)).toHaveLength(1);
});

test('a bank that wants its customer is asked once; the customer finishes that very payment', async () => {
  const { tenant, customer } = await payers.payer('pm_card_authenticationRequired');
  const invoiceId = await town.invoice(tenant, customer.customerId);
  payers.nightAfter(14);
  const [attempt] = await until('it was refused', async () => {
    const tries = await payers.attempts(tenant, invoiceId);
    return (tries[0]?.code ?? null) !== null && tries;
  });
  expect(attempt).toMatchObject({ code: 'authentication_required' });
  const prepared = await town.platform.client.command(payments.preparePayment, { invoiceId }, customer);
  expect(prepared.paymentIntentId).toBe(attempt?.paymentIntentId);
  await town.confirm(prepared, 'pm_card_visa');
  await untilInvoice(town, tenant.staff, invoiceId, 'paid');
  expect(await payers.chargesOf(invoiceId)).toHaveLength(1);
});

test('what a night was refused for, however often, does not keep its customer from paying by hand', async () => {
  const { tenant, customer } = await payers.payer('pm_card_chargeCustomerFail');
  const invoices: string[] = [];
  for (let i = 0; i < 12; i += 1) invoices.push(await town.invoice(tenant, customer.customerId));
  payers.nightAfter(14);
  await until(
    'all were refused',
    async () => {
      const list = (invoiceId: string) =>
        town.platform.client.query(payments.listAttempts, { invoiceId }, tenant.staff);
      const all = await Promise.all(invoices.map(list));
      return all.every(({ attempts }) => (attempts[0]?.code ?? null) !== null);
    },
    60_000,
  );
  await town.platform.quiet();
  const invoiceId = invoices[0] ?? '';
  const prepared = await town.platform.client.command(payments.preparePayment, { invoiceId }, customer);
  await town.confirm(prepared, 'pm_card_visa');
  await untilInvoice(town, tenant.staff, invoiceId, 'paid');
});

test('without a card, and for another’s customer, it cannot be switched on; what was agreed to is kept word for word', async () => {
  const tenant = await town.tenant();
  const customer = await town.customer(tenant);
  const bob = await town.customer(tenant, 'bob@example.com');
  const { client } = town.platform;
  const { customerId } = customer;
  await expect(client.command(payments.setAutopay, { customerId, on: true, consent }, customer)).rejects.toMatchObject({
    code: 'no_method',
  });
  await expect(client.command(payments.setAutopay, { customerId, on: true }, customer)).rejects.toMatchObject({
    kind: 'invalid',
  });
  await expect(client.command(payments.setAutopay, { customerId, on: true, consent }, bob)).rejects.toMatchObject({
    kind: 'notFound',
  });
  await expect(client.query(payments.getAutopay, { customerId }, bob)).rejects.toMatchObject({ kind: 'notFound' });
  const mine = await payers.payer();
  expect(
    await client.query(payments.getAutopay, { customerId: mine.customer.customerId }, mine.tenant.staff),
  ).toMatchObject({ on: true, changedBy: 'customer', consent });
});
