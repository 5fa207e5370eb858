import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from './receiver.ts';
import { refusal, startTestbed, type Testbed, usd } from './testbed.ts';

let bed: Testbed;
beforeAll(async () => {
  bed = await startTestbed();
});
afterAll(() => bed.stop());

it('29: an asynchronous capture succeeds first; its balance transaction comes later with charge.updated', async () => {
  await bed.admin('POST', '/settings', { capture_delay_ms: 100_000 });
  const intent = await bed.stripe.paymentIntents.create({
    ...usd,
    payment_method: 'pm_card_visa',
    confirm: true,
    expand: ['latest_charge'],
  });
  const charge = intent.latest_charge;
  if (typeof charge !== 'object' || charge === null) throw new Error('the charge was not expanded');
  expect(charge).toMatchObject({ captured: true, balance_transaction: null });
  await bed.admin('POST', '/clock', { advance_ms: 100_001 });
  const [updated] = await until('charge.updated', async () => {
    const { data } = await bed.stripe.events.list({ type: 'charge.updated' });
    const mine = data.filter((event) => event.type === 'charge.updated' && event.data.object.id === charge.id);
    return mine.length > 0 ? mine : undefined;
  });
  expect(updated).toMatchObject({
    data: {
      previous_attributes: { balance_transaction: null },
      object: { balance_transaction: expect.stringMatching(/^txn_/) },
    },
    request: { id: null },
  });
  await bed.admin('POST', '/settings', { capture_delay_ms: 20 });
});

it('30: the balance transaction carries the configured fee, net and availability', async () => {
  const paid = await bed.stripe.paymentIntents.create({
    ...usd,
    amount: 12345,
    payment_method: 'pm_card_visa',
    capture_method: 'automatic',
    confirm: true,
    expand: ['latest_charge.balance_transaction'],
  });
  expect(paid.latest_charge).toMatchObject({
    balance_transaction: {
      amount: 12345,
      fee: 388,
      net: 11957,
      type: 'charge',
      status: 'pending',
      fee_details: [{ type: 'stripe_fee', amount: 388 }],
    },
  });
  const free = await bed.stripe.paymentIntents.create({
    ...usd,
    payment_method: 'pm_card_bypassPending',
    capture_method: 'automatic',
    confirm: true,
    expand: ['latest_charge.balance_transaction'],
  });
  expect(free.latest_charge).toMatchObject({ balance_transaction: { status: 'available' } });
});

it('30: an application fee is kept on a direct charge and shown among the fees', async () => {
  await bed.admin('POST', '/accounts', { id: 'acct_direct1' });
  const params: Stripe.PaymentIntentCreateParams = {
    ...usd,
    payment_method: 'pm_card_visa',
    capture_method: 'automatic',
    confirm: true,
    application_fee_amount: 123,
    expand: ['latest_charge.balance_transaction'],
  };
  const paid = await bed.stripe.paymentIntents.create(params, { stripeAccount: 'acct_direct1' });
  expect(paid).toMatchObject({
    application_fee_amount: 123,
    latest_charge: {
      balance_transaction: {
        fee: 211,
        fee_details: [
          { type: 'application_fee', amount: 123 },
          { type: 'stripe_fee', amount: 88 },
        ],
      },
    },
  });
  expect(await refusal(bed.stripe.paymentIntents.create(params))).toMatchObject({
    statusCode: 400,
    param: 'application_fee_amount',
  });
});
