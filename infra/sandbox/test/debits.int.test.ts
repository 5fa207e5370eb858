import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from './receiver.ts';
import { noRedirects, refusal, startTestbed, type Testbed } from './testbed.ts';

const day_ms = 24 * 60 * 60 * 1000;

let bed: Testbed;
beforeAll(async () => {
  bed = await startTestbed();
});
afterAll(() => bed.stop());

const accepted: Stripe.PaymentIntentCreateParams.MandateData = {
  customer_acceptance: { type: 'online', online: { ip_address: '203.0.113.7', user_agent: 'Browser' } },
};

const debit = (payment_method: string, currency: string, more: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  bed.stripe.paymentIntents.create({
    amount: 10_000,
    currency,
    payment_method,
    confirm: true,
    mandate_data: accepted,
    ...noRedirects,
    ...more,
  });

const threeDays = () => bed.admin('POST', '/clock', { advance_ms: 3 * day_ms });
const ended = (id: string) =>
  until('the bank to answer', async () => {
    const intent = await bed.stripe.paymentIntents.retrieve(id, { expand: ['latest_charge.balance_transaction'] });
    return intent.status === 'processing' ? undefined : intent;
  });
async function told(intent: Stripe.PaymentIntent): Promise<string[]> {
  const charge = typeof intent.latest_charge === 'string' ? intent.latest_charge : intent.latest_charge?.id;
  const { data } = await bed.stripe.events.list({ limit: 100 });
  const mine = data.filter(({ data: { object } }) => [intent.id, charge].includes(Reflect.get(object, 'id')));
  return mine.map(({ type }) => type).reverse();
}

it.each([
  ['pm_success_de', 'eur', 'sepa_debit', '3000', 35],
  ['pm_usBankAccount_success', 'usd', 'us_bank_account', '6789', 80],
  ['pm_bacsDebit_success', 'gbp', 'bacs_debit', '2345', 100],
])('39: %s is processing for days, then succeeds', async (token, currency, type, last4, fee) => {
  const intent = await debit(token, currency);
  expect(intent).toMatchObject({ status: 'processing', amount_received: 0, payment_method_types: ['card', type] });
  const pending = await bed.stripe.charges.retrieve(String(intent.latest_charge));
  expect(pending).toMatchObject({
    id: expect.stringMatching(/^py_/),
    status: 'pending',
    paid: false,
    balance_transaction: null,
    payment_method_details: { type, [type]: { last4, mandate: expect.stringMatching(/^mandate_/) } },
  });
  expect(await refusal(bed.stripe.paymentIntents.cancel(intent.id))).toMatchObject({
    code: 'payment_intent_unexpected_state',
  });
  await bed.admin('POST', '/clock', { advance_ms: 2 * day_ms });
  expect((await bed.stripe.paymentIntents.retrieve(intent.id)).status).toBe('processing');
  await bed.admin('POST', '/clock', { advance_ms: day_ms });
  expect(await ended(intent.id)).toMatchObject({
    status: 'succeeded',
    amount_received: 10_000,
    latest_charge: {
      status: 'succeeded',
      paid: true,
      balance_transaction: { type: 'payment', amount: 10_000, fee, status: 'available' },
    },
  });
  expect(await told(intent)).toEqual([
    'payment_intent.created',
    'charge.pending',
    'payment_intent.processing',
    'charge.succeeded',
    'payment_intent.succeeded',
  ]);
});

it.each([
  ['pm_insufficientFunds_de', 'eur', 'insufficient_funds'],
  ['pm_usBankAccount_accountClosed', 'usd', 'account_closed'],
  ['pm_bacsDebit_insufficientFunds', 'gbp', 'insufficient_funds'],
])('39: %s is processing for days, then fails', async (token, currency, code) => {
  const customer = await bed.stripe.customers.create();
  const intent = await debit(token, currency, { customer: customer.id, setup_future_usage: 'off_session' });
  await threeDays();
  const failed = await ended(intent.id);
  expect(failed).toMatchObject({
    status: 'requires_payment_method',
    payment_method: null,
    amount_received: 0,
    last_payment_error: { code: 'payment_intent_payment_attempt_failed', message: expect.any(String) },
    latest_charge: { status: 'failed', failure_code: code, balance_transaction: null },
  });
  expect((await told(failed)).slice(-2)).toEqual(['charge.failed', 'payment_intent.payment_failed']);
  const method = String(intent.payment_method);
  expect((await bed.stripe.paymentMethods.retrieve(method)).customer).toBe(customer.id);
  // The mandate of the first attempt serves the next.
  const again = await bed.stripe.paymentIntents.confirm(intent.id, { payment_method: method });
  expect(again.status).toBe('processing');
});

it('39: a bank account set up with a mandate is debited off session, until the payer takes the mandate back', async () => {
  const { id: customer } = await bed.stripe.customers.create();
  const method = await bed.stripe.paymentMethods.create({
    type: 'sepa_debit',
    sepa_debit: { iban: 'DE89 3704 0044 0532 0130 00' },
    billing_details: { name: 'Jenny Rosen', email: 'jenny@example.com' },
  });
  expect(method.sepa_debit).toMatchObject({ country: 'DE', last4: '3000', bank_code: '37040' });
  const setup = (more: Stripe.SetupIntentCreateParams) =>
    bed.stripe.setupIntents.create({
      customer,
      payment_method: method.id,
      confirm: true,
      ...noRedirects,
      ...more,
      expand: ['mandate'],
    });
  expect(await refusal(setup({}))).toMatchObject({ statusCode: 400, param: 'mandate_data' });
  const done = await setup({ mandate_data: accepted });
  expect(done).toMatchObject({ status: 'succeeded', mandate: { status: 'active', payment_method: method.id } });
  const kept = await bed.stripe.paymentMethods.list({ customer, type: 'sepa_debit' });
  expect(kept.data.map(({ id }) => id)).toEqual([method.id]);
  expect((await bed.stripe.paymentMethods.list({ customer, type: 'card' })).data).toEqual([]);
  const charge = () =>
    bed.stripe.paymentIntents.create({
      amount: 5_000,
      currency: 'eur',
      customer,
      payment_method: method.id,
      off_session: true,
      confirm: true,
      ...noRedirects,
    });
  expect((await charge()).status).toBe('processing');
  const mandate = (done.mandate as Stripe.Mandate).id;
  expect(await bed.admin('POST', `/mandates/${mandate}/revoke`, {})).toEqual({ revoked: true });
  expect((await bed.stripe.mandates.retrieve(mandate)).status).toBe('inactive');
  expect((await bed.stripe.events.list({ type: 'mandate.updated' })).data[0]?.data).toMatchObject({
    object: { id: mandate, status: 'inactive' },
    previous_attributes: { status: 'active' },
  });
  expect(await refusal(charge())).toMatchObject({ statusCode: 400, code: 'payment_intent_mandate_invalid' });
});

it('39: the mandate given with a payment serves the next one of the same account', async () => {
  const { id: customer } = await bed.stripe.customers.create();
  const { id: method } = await bed.stripe.paymentMethods.attach('pm_usBankAccount_success', { customer });
  const pay = (mandate_data: Stripe.PaymentIntentCreateParams.MandateData | '') =>
    debit(method, 'usd', { customer, mandate_data, off_session: true });
  expect(await refusal(pay(''))).toMatchObject({ param: 'mandate_data' });
  expect((await pay(accepted)).status).toBe('processing');
  expect((await pay('')).status).toBe('processing');
});

it('39: a Bacs mandate waits for the bank, which may refuse it; an unauthorised debit ends the mandate', async () => {
  const setUp = async (payment_method: string) => {
    const customer = await bed.stripe.customers.create();
    const intent = await bed.stripe.setupIntents.create({
      customer: customer.id,
      payment_method,
      confirm: true,
      mandate_data: accepted,
      ...noRedirects,
    });
    return { mandate: String(intent.mandate), customer: customer.id, method: String(intent.payment_method) };
  };
  const state = (id: string) => bed.stripe.mandates.retrieve(id);
  const [good, refused] = [await setUp('pm_bacsDebit_success'), await setUp('pm_bacsDebit_mandateRefused')];
  expect(await state(good.mandate)).toMatchObject({
    status: 'pending',
    payment_method_details: { type: 'bacs_debit' },
  });
  await threeDays();
  await until('both answers', async () => ((await state(refused.mandate)).status === 'pending' ? undefined : true));
  expect(await state(good.mandate)).toMatchObject({
    status: 'active',
    payment_method_details: { bacs_debit: { network_status: 'accepted' } },
  });
  expect(await state(refused.mandate)).toMatchObject({
    status: 'inactive',
    payment_method_details: { bacs_debit: { network_status: 'refused' } },
  });
  const wrong = await setUp('pm_bacsDebit_debitNotAuthorized');
  const intent = await debit(wrong.method, 'gbp', { customer: wrong.customer, mandate_data: '' });
  await threeDays();
  expect((await ended(intent.id)).status).toBe('requires_payment_method');
  expect((await state(wrong.mandate)).status).toBe('inactive');
});

it('39: a debit that the payer takes back is disputed and lost at once', async () => {
  await bed.admin('POST', '/settings', { dispute_delay_ms: 0 });
  const intent = await debit('pm_disputed_de', 'eur');
  await threeDays();
  await ended(intent.id);
  const charge = String(intent.latest_charge);
  const dispute = await until('the dispute', async () => (await bed.stripe.disputes.list({ charge })).data[0]);
  expect(dispute).toMatchObject({ reason: 'debit_not_authorized', status: 'lost', amount: 10_000 });
  expect(dispute).not.toHaveProperty('payment_method_details');
});

it('31: a refund to a bank account is pending first', async () => {
  const intent = await debit('pm_usBankAccount_success', 'usd');
  const early = bed.stripe.refunds.create({ payment_intent: intent.id });
  expect((await refusal(early)).message).toContain('does not have a successful charge');
  const charge = String(intent.latest_charge);
  expect(await bed.admin('POST', `/debits/${charge}/settle`, {})).toMatchObject({ status: 'succeeded' });
  await expect(bed.admin('POST', `/debits/${charge}/settle`, { outcome: 'failed' })).rejects.toThrow('already');
  const refund = await bed.stripe.refunds.create({ charge, amount: 4_000, expand: ['balance_transaction'] });
  expect(refund).toMatchObject({
    id: expect.stringMatching(/^pyr_/),
    status: 'pending',
    balance_transaction: { type: 'payment_refund', amount: -4_000 },
  });
  expect(await bed.admin('POST', `/refunds/${refund.id}/settle`, { outcome: 'failed' })).toMatchObject({
    status: 'failed',
  });
});

it('39: an administrator lets a debit fail whatever its account; one that stays, stays', async () => {
  const [stays, fails] = [await debit('pm_usBankAccount_processing', 'usd'), await debit('pm_success_at', 'eur')];
  const settle = { outcome: 'failed', failure_code: 'account_closed' };
  expect(await bed.admin('POST', `/debits/${fails.latest_charge}/settle`, settle)).toMatchObject({
    failure_code: 'account_closed',
  });
  await threeDays();
  const probe = await debit('pm_success_at', 'eur');
  await threeDays();
  await ended(probe.id);
  expect((await bed.stripe.paymentIntents.retrieve(stays.id)).status).toBe('processing');
});

it('39: refuses a currency that a debit does not pay, a kind the intent leaves out, and accounts that are none', async () => {
  expect(await refusal(debit('pm_success_de', 'usd'))).toMatchObject({ statusCode: 400, param: 'payment_method' });
  const cardsOnly = { allowed_payment_method_types: ['card' as const] };
  expect((await refusal(debit('pm_success_de', 'eur', cardsOnly))).message).toContain('(sepa_debit) is not allowed');
  expect(await refusal(debit('pm_success_de', 'eur', { capture_method: 'manual' }))).toMatchObject({ statusCode: 400 });
  const billing_details = { name: 'Jenny Rosen', email: 'jenny@example.com' };
  const create = (params: Stripe.PaymentMethodCreateParams) => refusal(bed.stripe.paymentMethods.create(params));
  expect(
    await create({ type: 'sepa_debit', sepa_debit: { iban: 'DE89370400440532013001' }, billing_details }),
  ).toMatchObject({ param: 'sepa_debit[iban]' });
  expect(await create({ type: 'sepa_debit', sepa_debit: { iban: 'DE89370400440532013000' } })).toMatchObject({
    code: 'parameter_missing',
    param: 'billing_details[name]',
  });
  const bacs = { account_number: '00044444', sort_code: '10-88-00' };
  expect(await create({ type: 'bacs_debit', bacs_debit: bacs, billing_details })).toMatchObject({
    code: 'account_number_invalid',
  });
  const good = { account_number: '00012345', sort_code: '10-88-00' };
  const made = await bed.stripe.paymentMethods.create({ type: 'bacs_debit', bacs_debit: good, billing_details });
  const token = await bed.stripe.paymentMethods.retrieve('pm_bacsDebit_success');
  expect(made.bacs_debit?.fingerprint).toBe(token.bacs_debit?.fingerprint);
});
