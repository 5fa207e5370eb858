import { invoicing, payments } from '@purser/contracts';
import { isFault } from '@purser/fault';
import { until } from '@purser/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startTown, type Tenant, type Town, untilInvoice } from './town.ts';

let town: Town;
let tenant: Tenant;
beforeAll(async () => {
  town = await startTown({ lease_ms: 20_000 });
  tenant = await town.tenant();
});
afterEach(() => town?.admin('DELETE', '/faults'));
afterAll(() => town?.stop());

const client = () => town.platform.client;

/** A payment that a customer began and has not confirmed. */
async function begun() {
  const customer = await town.customer(tenant);
  const invoiceId = await town.invoice(tenant, customer.customerId);
  const prepared = await client().command(payments.preparePayment, { invoiceId }, customer);
  return { customer, invoiceId, prepared };
}
type Begun = Awaited<ReturnType<typeof begun>>;

/** Staff end it: what it came to, or the code of the refusal. */
const end = ({ prepared: { attemptId } }: Begun) =>
  client()
    .command(payments.cancelAttempt, { attemptId }, tenant.staff)
    .then(({ status }): string => status)
    .catch((error: unknown) => (isFault(error) ? error.code : Promise.reject(error)));

/** One of two, and all books agree: it is ended and takes nothing, or it counts and was not ended. */
async function oneOfTwo(payment: Begun, ended: string, confirmed: number): Promise<'ended' | 'counts'> {
  const { invoiceId, prepared } = payment;
  const { status, amount_received } = await town.stripe.paymentIntents.retrieve(prepared.paymentIntentId);
  if (ended === 'cancelled') {
    expect([confirmed, status, amount_received]).toEqual([400, 'canceled', 0]);
    await until('the invoice is free', async () => {
      const { held } = await client().query(invoicing.getInvoice, { invoiceId }, tenant.staff);
      return held === 0;
    });
    await client().command(invoicing.voidInvoice, { invoiceId, reason: 'Sent by mistake.' }, tenant.staff);
    return 'ended';
  }
  expect([ended, confirmed, status, amount_received]).toEqual(['payment_not_ended', 200, 'succeeded', 120_00]);
  await untilInvoice(town, tenant.staff, invoiceId, 'paid');
  return 'counts';
}

test('whoever is first at Stripe wins: a payment that staff end while its payer confirms is ended or counts, and never both', async () => {
  const cancelled = await begun();
  // The payer presses while staff's cancelling is done at Stripe and on its way back.
  await town.admin('POST', '/faults', {
    path: '/v1/payment_intents/*/cancel',
    when: 'after',
    effect: 'slow',
    ms: 500,
    count: 1,
  });
  const ending = end(cancelled);
  await until('it is cancelled there', async () => {
    const { status } = await town.stripe.paymentIntents.retrieve(cancelled.prepared.paymentIntentId);
    return status === 'canceled';
  });
  const late = await town.confirm(cancelled.prepared, 'pm_card_visa');
  expect(await oneOfTwo(cancelled, await ending, late.status)).toBe('ended');

  const paid = await begun();
  // The payer presses while staff's cancelling is on its way there, and no webhook has told of it.
  await town.admin('POST', '/faults', {
    path: '/v1/payment_intents/*/cancel',
    when: 'before',
    effect: 'slow',
    ms: 500,
    count: 1,
  });
  const [refused, quick] = await Promise.all([end(paid), town.confirm(paid.prepared, 'pm_card_visa')]);
  expect(await oneOfTwo(paid, refused, quick.status)).toBe('counts');

  // And as it comes.
  for (let i = 0; i < 6; i += 1) {
    const each = await begun();
    const [ended, { status }] = await Promise.all([end(each), town.confirm(each.prepared, 'pm_card_visa')]);
    await oneOfTwo(each, ended, status);
  }
});

test('a payment that waits for its payer’s bank is ended as well, and what was ended is told again as it is', async () => {
  const waiting = await begun();
  const { body } = await town.confirm(waiting.prepared, 'pm_card_threeDSecure2Required');
  expect(body.status).toBe('requires_action');
  expect(await end(waiting)).toBe('cancelled');
  expect(await end(waiting)).toBe('cancelled');
  const { status } = await town.stripe.paymentIntents.retrieve(waiting.prepared.paymentIntentId);
  expect(status).toBe('canceled');
  // Its payer begins another, under another intent.
  const { invoiceId, customer, prepared } = waiting;
  const anew = await until('another can be begun', () =>
    client()
      .command(payments.preparePayment, { invoiceId }, customer)
      .catch(() => undefined),
  );
  expect(anew.paymentIntentId).not.toBe(prepared.paymentIntentId);
});
