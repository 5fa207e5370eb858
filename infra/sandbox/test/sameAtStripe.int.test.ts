import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Target, targets } from './targets.ts';
import { noRedirects, refusal } from './testbed.ts';

const usd = { amount: 2000, currency: 'usd', ...noRedirects } as const;
/** Keys and addresses of this run alone. */
const run = `purser-${process.pid}-${Date.now()}`;

describe.each(targets('the same words'))('%s', (_name, start) => {
  let target: Target;
  let stripe: Stripe;
  const made: string[] = [];
  beforeAll(async () => {
    target = await start();
    stripe = target.stripe;
  });
  afterAll(async () => {
    for (const id of made) await stripe.customers.del(id);
    await target.stop();
    expect(target.recorder.violations).toEqual([]);
  });
  const customer = async (params: Stripe.CustomerCreateParams = {}, options?: Stripe.RequestOptions) => {
    const created = await stripe.customers.create(params, options);
    if (!made.includes(created.id)) made.push(created.id);
    return created;
  };

  it('12, 13: replays the same request, refuses its key for another', async () => {
    const first = await customer({ name: 'Once' }, { idempotencyKey: `${run}-a` });
    const second = await customer({ name: 'Once' }, { idempotencyKey: `${run}-a` });
    expect(second.id).toBe(first.id);
    expect(second.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(second.lastResponse.headers['original-request']).toBe(first.lastResponse.requestId);
    const other = await refusal(customer({ name: 'Twice' }, { idempotencyKey: `${run}-a` }));
    expect(other).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
  });

  it('5, 8: names what is wrong with a request', async () => {
    expect(await refusal(stripe.customers.retrieve('cus_nobody'))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    });
    expect(await refusal(stripe.paymentIntents.create({ ...usd, amount: 1 }))).toMatchObject({
      code: 'amount_too_small',
    });
    const unknown = await refusal(stripe.rawRequest('POST', '/v1/customers', { colour: 'red' }));
    expect(unknown).toMatchObject({ statusCode: 400, code: 'parameter_unknown', param: 'colour' });
  });

  it('18, 22: merges metadata; a deleted customer stays retrievable as deleted', async () => {
    const { id } = await stripe.customers.create({ metadata: { a: '1', b: '2' } });
    expect((await stripe.customers.update(id, { metadata: { b: '' } })).metadata).toEqual({ a: '1' });
    await stripe.customers.del(id);
    expect((await stripe.customers.retrieve(id)).deleted).toBe(true);
  });

  it('21: pages newest first', async () => {
    const email = `${run}@example.com`;
    const ids: string[] = [];
    for (let i = 0; i < 4; i++) ids.unshift((await customer({ email })).id);
    const seen: string[] = [];
    for await (const one of stripe.customers.list({ email, limit: 2 })) seen.push(one.id);
    expect(seen).toEqual(ids);
  });

  it('20, 23: takes money with a card and shows the charge', async () => {
    const { id } = await customer();
    const paid = await stripe.paymentIntents.create({
      ...usd,
      customer: id,
      payment_method: 'pm_card_visa',
      setup_future_usage: 'off_session',
      confirm: true,
      expand: ['latest_charge'],
    });
    expect(paid).toMatchObject({
      status: 'succeeded',
      amount_received: 2000,
      latest_charge: { paid: true, captured: true },
    });
    expect((await stripe.paymentMethods.list({ customer: id })).data).toHaveLength(1);
    expect(await refusal(stripe.paymentIntents.cancel(paid.id))).toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
  });

  it.each([
    ['pm_card_visa_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_visa_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card', undefined],
  ])('24: %s is declined, the intent stays payable', async (card, code, decline) => {
    const error = await refusal(stripe.paymentIntents.create({ ...usd, payment_method: card, confirm: true }));
    expect(error).toMatchObject({ statusCode: 402, code, ...(decline === undefined ? {} : { decline_code: decline }) });
    expect(error.payment_intent).toMatchObject({ status: 'requires_payment_method', last_payment_error: { code } });
    expect(await stripe.charges.retrieve(String(error.charge))).toMatchObject({ status: 'failed', paid: false });
  });

  it('25, 26: a card that must authenticate is refused off session and asks for an action on session', async () => {
    const { id } = await customer();
    const method = await stripe.paymentMethods.attach('pm_card_authenticationRequired', { customer: id });
    const pay = { ...usd, customer: id, payment_method: method.id, confirm: true };
    expect(await refusal(stripe.paymentIntents.create({ ...pay, off_session: true }))).toMatchObject({
      statusCode: 402,
      code: 'authentication_required',
    });
    const asked = await stripe.paymentIntents.create(pay);
    expect(asked).toMatchObject({ status: 'requires_action', next_action: { type: 'use_stripe_sdk' } });
    expect((await stripe.paymentIntents.cancel(asked.id)).status).toBe('canceled');
  });

  it('6: payment_method_types is no longer taken', async () => {
    const old = stripe.rawRequest('POST', '/v1/payment_intents', {
      amount: 2000,
      currency: 'usd',
      payment_method_types: ['card'],
    });
    expect(await refusal(old)).toMatchObject({ statusCode: 400, code: 'payment_method_types_no_longer_supported' });
  });
});
