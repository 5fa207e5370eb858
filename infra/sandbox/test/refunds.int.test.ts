import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from './receiver.ts';
import { refusal, startTestbed, type Testbed, usd } from './testbed.ts';

const day_ms = 24 * 60 * 60 * 1000;

let bed: Testbed;
beforeAll(async () => {
  bed = await startTestbed({ refundDelayMs: day_ms });
});
afterAll(() => bed.stop());

/** A paid charge of 20.00 USD. */
async function paid(card = 'pm_card_visa', more: Partial<Stripe.PaymentIntentCreateParams> = {}) {
  const intent = await bed.stripe.paymentIntents.create({ ...usd, payment_method: card, confirm: true, ...more });
  return { intent: intent.id, charge: String(intent.latest_charge) };
}

const ofCharge = (id: string) => bed.stripe.charges.retrieve(id);

/** Types of the events about an object or about refunds of it, in order of their happening. */
async function told(id: string, types: string[]): Promise<string[]> {
  const { data } = await bed.stripe.events.list({ limit: 100, types });
  const about = data.filter((event) => Reflect.get(event.data.object, 'id') === id);
  return about.map(({ type }) => type).reverse();
}

const refundTypes = ['refund.created', 'refund.updated', 'refund.failed', 'charge.refund.updated'];

/** Lets the clock pass the bank's time, and waits until the refund was touched by it. */
async function afterTheBank(id: string): Promise<Stripe.Refund> {
  await bed.admin('POST', '/clock', { advance_ms: day_ms });
  return until('what the bank says', async () => {
    const types = await told(id, ['refund.updated']);
    return types.length > 0 ? await bed.stripe.refunds.retrieve(id) : undefined;
  });
}

it('31: a full refund gives everything back, keeps the fee, and cannot be made twice', async () => {
  const { intent, charge } = await paid('pm_card_visa', { description: 'Invoice 7' });
  const refund = await bed.stripe.refunds.create({
    payment_intent: intent,
    reason: 'requested_by_customer',
    metadata: { credit_note: 'CN-1' },
    expand: ['balance_transaction', 'charge.refunds'],
  });
  expect(refund).toMatchObject({
    amount: 2000,
    currency: 'usd',
    status: 'succeeded',
    reason: 'requested_by_customer',
    metadata: { credit_note: 'CN-1' },
    payment_intent: intent,
    balance_transaction: {
      amount: -2000,
      fee: 0,
      net: -2000,
      type: 'refund',
      reporting_category: 'refund',
      source: refund.id,
    },
    charge: { id: charge, amount_refunded: 2000, refunded: true, refunds: { data: [{ id: refund.id }] } },
  });
  expect(refund.id).toMatch(/^re_\w{24}$/);
  const earned = await bed.stripe.balanceTransactions.list({ source: charge });
  expect(earned.data).toMatchObject([{ fee: 88, net: 1912, type: 'charge' }]);
  expect(await refusal(bed.stripe.refunds.create({ charge }))).toMatchObject({
    statusCode: 400,
    code: 'charge_already_refunded',
    message: `Charge ${charge} has already been refunded.`,
  });
  expect(await told(refund.id, refundTypes)).toEqual(['refund.created']);
  const [refunded] = (await bed.stripe.events.list({ type: 'charge.refunded' })).data;
  expect(refunded?.data).toMatchObject({
    object: { id: charge, amount_refunded: 2000, refunded: true },
    previous_attributes: { amount_refunded: 0, refunded: false },
  });
  expect(refunded?.data.object).not.toHaveProperty('refunds');
});

it('31: parts are given back one after the other, never more than is left', async () => {
  const { intent, charge } = await paid();
  const over = (amount: number) => refusal(bed.stripe.refunds.create({ charge, amount }));
  expect(await over(2001)).toMatchObject({
    statusCode: 400,
    param: 'amount',
    message: 'Refund amount ($20.01) is greater than charge amount ($20.00)',
  });
  const first = await bed.stripe.refunds.create({ charge, amount: 700 });
  expect(await ofCharge(charge)).toMatchObject({ amount_refunded: 700, refunded: false });
  const second = await bed.stripe.refunds.create({ payment_intent: intent, amount: 800 });
  expect(await over(501)).toMatchObject({
    message: 'Refund amount ($5.01) is greater than unrefunded amount on charge ($5.00)',
  });
  const rest = await bed.stripe.refunds.create({ charge });
  expect(rest.amount).toBe(500);
  expect(await ofCharge(charge)).toMatchObject({ amount_refunded: 2000, refunded: true });
  const page = await bed.stripe.refunds.list({ charge, limit: 2 });
  expect(page).toMatchObject({ has_more: true, data: [{ id: rest.id }, { id: second.id }] });
  const seen: string[] = [];
  for await (const one of bed.stripe.refunds.list({ payment_intent: intent, limit: 1 })) seen.push(one.id);
  expect(seen).toEqual([rest.id, second.id, first.id]);
});

it('31: the same key gives the money back once', async () => {
  const { charge } = await paid();
  const ask = (amount: number) => bed.stripe.refunds.create({ charge, amount }, { idempotencyKey: `refund:${charge}` });
  const [one, two] = await Promise.all([ask(500), ask(500)]);
  expect(two.id).toBe(one.id);
  expect(await ofCharge(charge)).toMatchObject({ amount_refunded: 500 });
  expect(await refusal(ask(600))).toMatchObject({ rawType: 'idempotency_error' });
});

it.each<[string, Stripe.RefundCreateParams, object]>([
  ['neither charge nor intent', {}, { message: expect.stringContaining('payment_intent or charge') }],
  ['an unknown charge', { charge: 'ch_x' }, { code: 'resource_missing', param: 'charge' }],
  ['an unknown intent', { payment_intent: 'pi_x' }, { code: 'resource_missing', param: 'payment_intent' }],
  ['an unknown reason', { charge: 'ch_x', reason: 'regret' }, { param: 'reason' }],
])('31: refuses %s', async (_what, params, error) => {
  expect(await refusal(bed.stripe.refunds.create(params))).toMatchObject({ statusCode: 400, ...error });
});

it('31: refuses what was never paid, no amount, and a fee that nobody took', async () => {
  const open = await bed.stripe.paymentIntents.create(usd);
  expect((await refusal(bed.stripe.refunds.create({ payment_intent: open.id }))).message).toBe(
    `This PaymentIntent (${open.id}) does not have a successful charge to refund.`,
  );
  const held = await paid('pm_card_visa', { capture_method: 'manual' });
  expect(await refusal(bed.stripe.refunds.create({ charge: held.charge }))).toMatchObject({ statusCode: 400 });
  const { charge } = await paid();
  expect(await refusal(bed.stripe.refunds.create({ charge, amount: 0 }))).toMatchObject({
    code: 'parameter_invalid_integer',
  });
  expect(await refusal(bed.stripe.refunds.create({ charge, refund_application_fee: true }))).toMatchObject({
    param: 'refund_application_fee',
  });
  expect(await ofCharge(charge)).toMatchObject({ amount_refunded: 0 });
});

it('31: metadata of a refund can change, nothing else; what succeeded cannot be cancelled', async () => {
  const { charge } = await paid();
  const { id } = await bed.stripe.refunds.create({ charge, metadata: { a: '1' } });
  const changed = await bed.stripe.refunds.update(id, { metadata: { b: '2' } });
  expect(changed.metadata).toEqual({ a: '1', b: '2' });
  expect(await told(id, refundTypes)).toEqual(['refund.created', 'refund.updated', 'charge.refund.updated']);
  expect(await refusal(bed.stripe.refunds.cancel(id))).toMatchObject({
    statusCode: 400,
    message: expect.stringContaining('succeeded'),
  });
  expect(await refusal(bed.stripe.refunds.retrieve('re_x'))).toMatchObject({ statusCode: 404 });
});

it('31: the bank gives a refund its reference some time later', async () => {
  const { charge } = await paid();
  const made = await bed.stripe.refunds.create({ charge });
  expect(made.destination_details?.card).toMatchObject({ reference_status: 'pending' });
  const later = await afterTheBank(made.id);
  expect(later).toMatchObject({ status: 'succeeded' });
  expect(later.destination_details?.card).toMatchObject({
    reference_status: 'available',
    reference: expect.stringMatching(/^\w{23}$/),
  });
});

it('31: 4000000000007726: a refund is pending, then succeeds', async () => {
  const { charge } = await paid('pm_card_pendingRefund');
  const made = await bed.stripe.refunds.create({ charge });
  expect(made).toMatchObject({ status: 'pending', pending_reason: 'processing' });
  expect(await ofCharge(charge)).toMatchObject({ amount_refunded: 2000, refunded: true });
  const later = await afterTheBank(made.id);
  expect(later.status).toBe('succeeded');
  expect(later).not.toHaveProperty('pending_reason');
  expect(await told(made.id, refundTypes)).toEqual(['refund.created', 'refund.updated', 'charge.refund.updated']);
});

it('31: 4000000000005126: a refund succeeds, then fails, and the money is back', async () => {
  const { charge } = await paid('pm_card_refundFail');
  const made = await bed.stripe.refunds.create({ charge, amount: 1500 });
  expect(made.status).toBe('succeeded');
  await afterTheBank(made.id);
  const failed = await bed.stripe.refunds.retrieve(made.id, { expand: ['failure_balance_transaction'] });
  expect(failed).toMatchObject({
    status: 'failed',
    failure_reason: 'expired_or_canceled_card',
    failure_balance_transaction: { amount: 1500, net: 1500, type: 'refund_failure', source: made.id },
  });
  expect(await ofCharge(charge)).toMatchObject({ amount_refunded: 0, refunded: false });
  expect(await told(made.id, refundTypes)).toEqual([
    'refund.created',
    'refund.updated',
    'charge.refund.updated',
    'refund.failed',
  ]);
  expect((await bed.stripe.refunds.create({ charge })).amount).toBe(2000);
});

it('31: an administrator lets a refund fail or arrive now, once', async () => {
  const { charge } = await paid('pm_card_pendingRefund');
  const { id } = await bed.stripe.refunds.create({ charge });
  expect(await bed.admin('POST', `/refunds/${id}/settle`, {})).toMatchObject({ status: 'succeeded' });
  await expect(bed.admin('POST', `/refunds/${id}/settle`, {})).rejects.toThrow('over');
  expect(await bed.admin('POST', `/refunds/${id}/settle`, { outcome: 'failed' })).toMatchObject({ status: 'failed' });
  await expect(bed.admin('POST', `/refunds/${id}/settle`, { outcome: 'failed' })).rejects.toThrow('over');
  await expect(bed.admin('POST', '/refunds/re_x/settle', {})).rejects.toThrow('404');
  expect(await ofCharge(charge)).toMatchObject({ amount_refunded: 0 });
});

it('31: of a direct charge, a part of the fee of the platform goes back with a part of the money', async () => {
  const stripeAccount = 'acct_refunds1';
  await bed.admin('POST', '/accounts', { id: stripeAccount });
  const intent = await bed.stripe.paymentIntents.create(
    { ...usd, payment_method: 'pm_card_visa', confirm: true, application_fee_amount: 100 },
    { stripeAccount },
  );
  const ask = (options?: Stripe.RequestOptions) =>
    bed.stripe.refunds.create(
      {
        payment_intent: intent.id,
        amount: 500,
        refund_application_fee: true,
        expand: ['balance_transaction', 'balance_transaction.source'],
      },
      options,
    );
  expect(await refusal(ask())).toMatchObject({ code: 'resource_missing' });
  expect(await ask({ stripeAccount })).toMatchObject({
    balance_transaction: {
      amount: -500,
      fee: -25,
      net: -475,
      fee_details: [{ type: 'application_fee', amount: -25 }],
      source: { object: 'refund' },
    },
  });
});
