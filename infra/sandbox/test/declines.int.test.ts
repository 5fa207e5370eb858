import Stripe from 'stripe';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventTypes, publishableKey, refusal, startTestbed, type Testbed, usd } from './testbed.ts';

let bed: Testbed;
let browser: Stripe;
beforeAll(async () => {
  bed = await startTestbed();
  browser = bed.client(publishableKey);
});
afterAll(() => bed.stop());

it.each([
  ['pm_card_visa_chargeDeclined', 'card_declined', 'generic_decline'],
  ['pm_card_visa_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
  ['pm_card_visa_chargeDeclinedLostCard', 'card_declined', 'lost_card'],
  ['pm_card_visa_chargeDeclinedStolenCard', 'card_declined', 'stolen_card'],
  ['pm_card_chargeDeclinedExpiredCard', 'expired_card', ''],
  ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc', ''],
  ['pm_card_chargeDeclinedProcessingError', 'processing_error', ''],
  ['pm_card_visa_chargeDeclinedVelocityLimitExceeded', 'card_declined', 'card_velocity_exceeded'],
  ['pm_card_chargeCustomerFail', 'card_declined', 'generic_decline'],
  ['pm_card_radarBlock', 'card_declined', 'fraudulent'],
  ['pm_card_threeDSecureRequiredProcessingError', 'card_declined', 'generic_decline'],
])('24: %s is declined with %s %s', async (card, code, decline) => {
  const error = await refusal(bed.stripe.paymentIntents.create({ ...usd, payment_method: card, confirm: true }));
  expect(error).toBeInstanceOf(Stripe.errors.StripeCardError);
  expect(error).toMatchObject({ statusCode: 402, code, decline_code: decline });
});

it('24: a decline leaves a failed charge, an intent that can be paid otherwise, and its events', async () => {
  const error = await refusal(
    bed.stripe.paymentIntents.create({
      ...usd,
      payment_method: 'pm_card_visa_chargeDeclinedInsufficientFunds',
      confirm: true,
      metadata: { attempt: '1' },
    }),
  );
  expect(error).toMatchObject({
    advice_code: 'try_again_later',
    payment_method: { object: 'payment_method' },
    doc_url: expect.stringContaining('card-declined'),
  });
  const charge = await bed.stripe.charges.retrieve(String(error.charge));
  expect(charge).toMatchObject({
    status: 'failed',
    paid: false,
    captured: false,
    failure_code: 'card_declined',
    metadata: { attempt: '1' },
    outcome: {
      type: 'issuer_declined',
      reason: 'insufficient_funds',
      advice_code: 'try_again_later',
      network_decline_code: '51',
      network_status: 'declined_by_network',
    },
  });
  const intent = await bed.stripe.paymentIntents.retrieve(String(error.payment_intent?.id));
  expect(intent).toMatchObject({
    status: 'requires_payment_method',
    payment_method: null,
    latest_charge: charge.id,
    last_payment_error: {
      type: 'card_error',
      code: 'card_declined',
      decline_code: 'insufficient_funds',
      charge: charge.id,
    },
  });
  const types = ['payment_intent.payment_failed', 'charge.failed', 'payment_intent.created'];
  expect((await eventTypes(bed, { types })).slice(0, 3)).toEqual(types);
  expect((await bed.stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa' })).status).toBe(
    'succeeded',
  );
  expect((await bed.stripe.charges.list({ payment_intent: intent.id })).data.map(({ status }) => status)).toEqual([
    'succeeded',
    'failed',
  ]);
});

it('24: takes card numbers from browsers only, and refuses bad ones with the code of the fault', async () => {
  const card = { number: '4242424242424242', exp_month: 12, exp_year: 2040, cvc: '123' };
  const create = (client: Stripe, change: object) =>
    refusal(client.paymentMethods.create({ type: 'card', card: { ...card, ...change } }));
  expect((await create(bed.stripe, {})).message).toContain('generally unsafe');
  expect(await create(browser, { number: '4242424242424241' })).toMatchObject({
    statusCode: 402,
    code: 'incorrect_number',
  });
  expect(await create(browser, { exp_month: 13 })).toMatchObject({ code: 'invalid_expiry_month' });
  expect(await create(browser, { exp_year: 95 })).toMatchObject({ code: 'invalid_expiry_year' });
  expect(await create(browser, { cvc: '99' })).toMatchObject({ code: 'invalid_cvc' });
  expect(await create(browser, { number: '4111111111111111' })).toMatchObject({ decline_code: 'test_mode_live_card' });
});

it('24: incorrect_cvc needs a CVC to be incorrect', async () => {
  const method = await browser.paymentMethods.create({
    type: 'card',
    card: { number: '4000000000000127', exp_month: 12, exp_year: 2040 },
  });
  expect((await bed.stripe.paymentIntents.create({ ...usd, payment_method: method.id, confirm: true })).status).toBe(
    'succeeded',
  );
});
