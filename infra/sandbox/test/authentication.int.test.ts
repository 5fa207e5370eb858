import { afterAll, beforeAll, expect, it } from 'vitest';
import { customerWith, publishableKey, refusal, startTestbed, type Testbed, usd } from './testbed.ts';

let bed: Testbed;
beforeAll(async () => {
  bed = await startTestbed();
});
afterAll(() => bed.stop());

it('25: off session, a card that must authenticate is declined; the same intent is then paid on session', async () => {
  const saved = await customerWith(bed, 'pm_card_authenticationRequired');
  const error = await refusal(bed.stripe.paymentIntents.create({ ...usd, ...saved, off_session: true, confirm: true }));
  expect(error).toMatchObject({
    statusCode: 402,
    code: 'authentication_required',
    decline_code: 'authentication_required',
  });
  const id = String(error.payment_intent?.id);
  const { client_secret } = await bed.stripe.paymentIntents.retrieve(id);
  const body = new URLSearchParams({
    client_secret: client_secret!,
    payment_method: saved.payment_method,
    return_url: 'https://shop.test/done',
  });
  const confirmed = await bed.call('POST', `/v1/payment_intents/${id}/confirm`, {
    key: publishableKey,
    body: body.toString(),
  });
  expect(await confirmed.json()).toMatchObject({ status: 'requires_action' });
  await bed.admin('POST', `/intents/${id}/authenticate`, { outcome: 'complete' });
  expect(await bed.stripe.paymentIntents.retrieve(id)).toMatchObject({ status: 'succeeded', last_payment_error: null });
});

it('25: a card that was set up with authentication pays off session without it', async () => {
  const customer = await bed.stripe.customers.create();
  const first = await bed.stripe.paymentIntents.create({
    ...usd,
    customer: customer.id,
    payment_method: 'pm_card_authenticationRequiredOnSetup',
    setup_future_usage: 'off_session',
    confirm: true,
    return_url: 'https://shop.test/',
  });
  expect(first.status).toBe('requires_action');
  await bed.admin('POST', `/intents/${first.id}/authenticate`, { outcome: 'complete' });
  const [method] = (await bed.stripe.customers.listPaymentMethods(customer.id)).data;
  const later = await bed.stripe.paymentIntents.create({
    ...usd,
    customer: customer.id,
    payment_method: method!.id,
    off_session: true,
    confirm: true,
  });
  expect(later.status).toBe('succeeded');
});

it('25: error_on_requires_action refuses instead of asking the payer', async () => {
  const error = await refusal(
    bed.stripe.paymentIntents.create({
      ...usd,
      payment_method: 'pm_card_authenticationRequired',
      confirm: true,
      error_on_requires_action: true,
    }),
  );
  expect(error).toMatchObject({
    statusCode: 402,
    code: 'authentication_required',
    payment_intent: { status: 'requires_payment_method' },
  });
});

it('26: with a return_url the payer is sent to a page with Complete and Fail, and comes back with the outcome', async () => {
  const intent = await bed.stripe.paymentIntents.create({
    ...usd,
    payment_method: 'pm_card_threeDSecure2Required',
    confirm: true,
    return_url: 'https://shop.test/done?x=1',
  });
  expect(intent).toMatchObject({
    status: 'requires_action',
    next_action: { type: 'redirect_to_url', redirect_to_url: { return_url: 'https://shop.test/done?x=1' } },
  });
  const url = intent.next_action?.redirect_to_url?.url ?? '';
  const shown = await (await fetch(url)).text();
  expect(shown).toContain('Complete authentication');
  expect(shown).toContain('20.00 USD');
  const answer = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams({ outcome: 'complete' }),
    redirect: 'manual',
  });
  expect(answer.status).toBe(303);
  const back = new URL(answer.headers.get('location') ?? '');
  expect(Object.fromEntries(back.searchParams)).toEqual({
    x: '1',
    payment_intent: intent.id,
    payment_intent_client_secret: intent.client_secret,
    redirect_status: 'succeeded',
  });
  expect(
    (await fetch(url, { method: 'POST', body: new URLSearchParams({ outcome: 'fail' }), redirect: 'manual' })).status,
  ).toBe(409);
  expect(
    (await bed.stripe.paymentIntents.retrieve(intent.id, { expand: ['latest_charge'] })).latest_charge,
  ).toMatchObject({
    payment_method_details: { card: { three_d_secure: { result: 'authenticated', authentication_flow: 'challenge' } } },
  });
});

it("26: without a return_url the browser's script is asked to handle the challenge", async () => {
  const intent = await bed.stripe.paymentIntents.create(usd);
  const body = new URLSearchParams({
    client_secret: intent.client_secret!,
    use_stripe_sdk: 'true',
    'payment_method_data[type]': 'card',
    'payment_method_data[card][number]': '4000002760003184',
    'payment_method_data[card][exp_month]': '12',
    'payment_method_data[card][exp_year]': '2040',
    'payment_method_data[card][cvc]': '123',
  });
  const confirmed = await bed.call('POST', `/v1/payment_intents/${intent.id}/confirm`, {
    key: publishableKey,
    body: body.toString(),
  });
  expect(await confirmed.json()).toMatchObject({
    status: 'requires_action',
    next_action: { type: 'use_stripe_sdk', use_stripe_sdk: { stripe_js: expect.stringContaining('/_sandbox/3ds/') } },
  });
});

it('26: a failed authentication takes no money and leaves the intent payable', async () => {
  const intent = await bed.stripe.paymentIntents.create({
    ...usd,
    payment_method: 'pm_card_authenticationRequired',
    confirm: true,
  });
  await bed.admin('POST', `/intents/${intent.id}/authenticate`, { outcome: 'fail' });
  expect(await bed.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
    status: 'requires_payment_method',
    amount_received: 0,
    last_payment_error: { code: 'payment_intent_authentication_failure' },
  });
  expect((await bed.stripe.charges.list({ payment_intent: intent.id })).data).toEqual([]);
});

it('26: after authentication the bank can still decline', async () => {
  const intent = await bed.stripe.paymentIntents.create({
    ...usd,
    payment_method: 'pm_card_authenticationRequiredChargeDeclinedInsufficientFunds',
    confirm: true,
  });
  await bed.admin('POST', `/intents/${intent.id}/authenticate`, { outcome: 'complete' });
  expect(await bed.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
    status: 'requires_payment_method',
    last_payment_error: { decline_code: 'insufficient_funds' },
  });
});

it('26: a card with optional 3D Secure asks for it only when the merchant does', async () => {
  const card = { ...usd, payment_method: 'pm_card_threeDSecureOptional', confirm: true };
  expect((await bed.stripe.paymentIntents.create(card)).status).toBe('succeeded');
  const asked = await bed.stripe.paymentIntents.create({
    ...card,
    payment_method_options: { card: { request_three_d_secure: 'any' } },
  });
  expect(asked.status).toBe('requires_action');
});
