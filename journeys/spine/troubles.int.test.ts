import { invoicing, payments, plumbingOf } from '@purser/contracts';
import { asStaff, until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTown, type Town, untilInvoice } from './town.ts';

let town: Town;
beforeAll(async () => {
  town = await startTown({ attempts: 6 });
});
afterAll(() => town?.stop());

const { listAlarms, listMessages, retryMessage } = plumbingOf('payments');

test('what Stripe never answers fails after its attempts and alarms; tried again it is told to be over, and the payer begins anew', async () => {
  const tenant = await town.tenant();
  const customer = await town.customer(tenant);
  const invoiceId = await town.invoice(tenant, customer.customerId);
  const { client } = town.platform;
  await town.admin('POST', '/faults', {
    method: 'POST',
    path: '/v1/payment_intents',
    status: 500,
    when: 'before',
  });
  const begun = await client.send(payments.preparePayment, { invoiceId }, customer);
  expect(begun.status).toBe('retrying');
  const [alarm] = await until(
    'an alarm',
    async () => {
      const { alarms } = await client.query(listAlarms, {}, tenant.staff);
      return alarms.length > 0 && alarms;
    },
    60_000,
  );
  expect(alarm).toMatchObject({ handler: 'payments.preparePayment' });
  const { messages } = await client.query(listMessages, { status: 'failed' }, tenant.staff);
  expect(messages).toMatchObject([{ handler: 'payments.preparePayment', problem: { code: 'stripe_unknown' } }]);
  const { alarms: elsewhere } = await client.query(listAlarms, {}, asStaff((await town.tenant()).id));
  expect(elsewhere).toEqual([]);

  await town.admin('DELETE', '/faults');
  const [failed] = messages;
  await client.command(
    retryMessage,
    { handler: 'payments.preparePayment', messageId: failed?.messageId ?? '' },
    tenant.staff,
  );
  await until(
    'the alarm is cleared',
    async () => (await client.query(listAlarms, {}, tenant.staff)).alarms.length === 0,
  );
  const refused = await client.query(listMessages, { status: 'rejected' }, tenant.staff);
  expect(refused.messages).toMatchObject([{ messageId: failed?.messageId, problem: { code: 'payment_ended' } }]);
  const done = await client.command(payments.preparePayment, { invoiceId }, customer);
  expect(done.amount).toBe(12000);
  const intents = await town.stripe.paymentIntents.list({ limit: 100 });
  expect(intents.data.filter((intent) => intent.metadata.invoice_id === invoiceId)).toHaveLength(1);
});

test('an intent whose answer was lost is found again, not made again', async () => {
  const tenant = await town.tenant();
  const customer = await town.customer(tenant);
  const invoiceId = await town.invoice(tenant, customer.customerId);
  const { client } = town.platform;
  await town.admin('POST', '/faults', {
    method: 'POST',
    path: '/v1/payment_intents',
    status: 500,
    when: 'after',
    count: 1,
  });
  const prepared = await client.command(payments.preparePayment, { invoiceId }, customer);
  await town.confirm(prepared, 'pm_card_visa');
  await untilInvoice(town, tenant.staff, invoiceId, 'paid');
  const intents = await town.stripe.paymentIntents.list({ limit: 100 });
  expect(intents.data.filter((intent) => intent.metadata.invoice_id === invoiceId)).toHaveLength(1);
});

test('an attempt whose intent was never made is given up after its key expired, and the invoice is free', async () => {
  const tenant = await town.tenant();
  const customer = await town.customer(tenant);
  const invoiceId = await town.invoice(tenant, customer.customerId);
  const { client, clock } = town.platform;
  await town.admin('POST', '/faults', { method: 'POST', path: '/v1/payment_intents', status: 503, when: 'before' });
  try {
    const begun = await client.send(payments.preparePayment, { invoiceId }, customer);
    expect(begun.status).toBe('retrying');
    await until('the invoice is held', async () => {
      const { held } = await client.query(invoicing.getInvoice, { invoiceId }, tenant.staff);
      return held === 12000;
    });
    clock.setOffset(21 * 3_600_000);
    await until(
      'the hold is let go',
      async () => {
        const { held } = await client.query(invoicing.getInvoice, { invoiceId }, tenant.staff);
        return held === 0;
      },
      60_000,
    );
  } finally {
    await town.admin('DELETE', '/faults');
    clock.setOffset(0);
  }
  expect((await client.command(payments.preparePayment, { invoiceId }, customer)).amount).toBe(12000);
});

test('while Stripe does not say what became of a payment, the next look is set: it does not depend on this one', async () => {
  const tenant = await town.tenant();
  const customer = await town.customer(tenant);
  const invoiceId = await town.invoice(tenant, customer.customerId);
  const { client, clock } = town.platform;
  const looks = async (status: 'waiting' | 'failed') => {
    const { messages } = await client.query(listMessages, { status }, tenant.staff);
    return messages.filter(({ handler }) => handler === 'payments.resolveAttempt').length;
  };
  const prepared = await client.command(payments.preparePayment, { invoiceId }, customer);
  await town.admin('POST', '/faults', { method: 'GET', path: '/v1/payment_intents/*', count: 1000, status: 500 });
  try {
    clock.setOffset(6 * 60_000);
    await until('the look is given up', async () => (await looks('failed')) === 1, 60_000);
    expect(await looks('waiting')).toBe(1);
  } finally {
    await town.admin('DELETE', '/faults');
    clock.setOffset(0);
  }
  await town.confirm(prepared, 'pm_card_visa');
  await untilInvoice(town, tenant.staff, invoiceId, 'paid');
});

test('when Stripe is away as the secret is fetched, the payer is told to come again, and the same key brings it', async () => {
  const tenant = await town.tenant();
  const customer = await town.customer(tenant);
  const asked = { invoiceId: await town.invoice(tenant, customer.customerId) };
  const once = { ...customer, key: 'once' };
  // Whoever had it made gets it from memory, once; whoever asks again, from Stripe.
  const first = await town.platform.client.command(payments.preparePayment, asked, once);
  await town.admin('POST', '/faults', { method: 'GET', path: '/v1/payment_intents/*', status: 500, when: 'before' });
  await expect(town.platform.client.command(payments.preparePayment, asked, once)).rejects.toMatchObject({
    kind: 'external',
    code: 'stripe_unknown',
  });
  await town.admin('DELETE', '/faults');
  const prepared = await town.platform.client.command(payments.preparePayment, asked, once);
  expect(prepared.clientSecret).toMatch(/_secret_/);
  expect(prepared).toEqual(first);
});
