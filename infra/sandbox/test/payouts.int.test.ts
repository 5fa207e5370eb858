import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from './receiver.ts';
import { refusal, startTestbed, type Testbed, usd } from './testbed.ts';

const day_ms = 24 * 60 * 60 * 1000;

let bed: Testbed;
beforeAll(async () => {
  bed = await startTestbed();
});
afterAll(() => bed.stop());

let accounts = 0;
/** An account of its own for a test: its balance is nobody else's. */
async function account(): Promise<{ stripeAccount: string }> {
  const id = `acct_payouts${++accounts}`;
  await bed.admin('POST', '/accounts', { id });
  return { stripeAccount: id };
}

type In = { stripeAccount: string };
async function paid(of: In, card = 'pm_card_visa', more: Partial<Stripe.PaymentIntentCreateParams> = {}) {
  const intent = await bed.stripe.paymentIntents.create(
    { ...usd, payment_method: card, capture_method: 'automatic', confirm: true, ...more },
    of,
  );
  return String(intent.latest_charge);
}

const advance = (days: number) => bed.admin('POST', '/clock', { advance_ms: days * day_ms });
const net = (list: Stripe.BalanceTransaction[]) => list.reduce((sum, one) => sum + one.net, 0);
const firstPayout = (of: In) =>
  until('a payout', async () => (await bed.stripe.payouts.list({ limit: 1 }, of)).data[0]);
const events = async (of: In, type: string) =>
  (await bed.stripe.events.list({ limit: 100, type: `${type}.*` }, of)).data.map((event) => event.type).reverse();

it('47: what was taken is pending, then available, then paid out, and every part is found by the payout', async () => {
  const mine = await account();
  expect(await bed.stripe.balance.retrieve(undefined, mine)).toMatchObject({ available: [{ amount: 0 }] });
  const charge = await paid(mine);
  const refund = await bed.stripe.refunds.create({ charge, amount: 500 }, mine);
  expect(await bed.stripe.balance.retrieve(undefined, mine)).toMatchObject({
    available: [{ amount: 0, currency: 'usd' }],
    pending: [{ amount: 1912 - 500, currency: 'usd' }],
  });
  await advance(3);
  const payout = await firstPayout(mine);
  expect(payout).toMatchObject({
    amount: 1412,
    currency: 'usd',
    automatic: true,
    status: 'in_transit',
    reconciliation_status: 'in_progress',
    type: 'bank_account',
  });
  const parts = await bed.stripe.balanceTransactions.list({ payout: payout.id }, mine);
  expect(parts.data.map(({ source, type, status }) => [source, type, status])).toEqual([
    [payout.id, 'payout', 'available'],
    [refund.id, 'refund', 'available'],
    [charge, 'charge', 'available'],
  ]);
  expect(net(parts.data)).toBe(0);
  expect(await bed.stripe.balance.retrieve(undefined, mine)).toMatchObject({
    available: [{ amount: 0 }],
    pending: [{ amount: 0 }],
  });
  await advance(2);
  const arrived = await until('the money', async () => {
    const now = await bed.stripe.payouts.retrieve(payout.id, { expand: ['balance_transaction'] }, mine);
    return now.status === 'paid' ? now : undefined;
  });
  expect(arrived).toMatchObject({
    reconciliation_status: 'completed',
    trace_id: { status: 'supported' },
    balance_transaction: { amount: -1412, type: 'payout', source: payout.id },
  });
  expect(await events(mine, 'payout')).toEqual(['payout.created', 'payout.paid', 'payout.reconciliation_completed']);
  expect(await events(mine, 'balance')).toEqual(['balance.available']);
});

it('47: a midnight without money makes no payout, one with two currencies makes two', async () => {
  const mine = await account();
  await paid(mine, 'pm_card_bypassPending');
  await paid(mine, 'pm_card_bypassPending', { currency: 'eur' });
  await advance(1);
  const { data } = await until('both payouts', async () => {
    const list = await bed.stripe.payouts.list({}, mine);
    return list.data.length === 2 ? list : undefined;
  });
  expect(data.map(({ currency, amount }) => [currency, amount])).toEqual([
    ['usd', 1912],
    ['eur', 1912],
  ]);
  const probe = await account();
  await paid(probe, 'pm_card_bypassPending');
  await advance(1);
  await firstPayout(probe);
  expect((await bed.stripe.payouts.list({}, mine)).data).toHaveLength(2);
});

it('47: what fails at the bank is in the next payout', async () => {
  const mine = await account();
  await paid(mine, 'pm_card_bypassPending');
  await bed.admin('POST', '/payouts', { account: mine.stripeAccount });
  const first = await firstPayout(mine);
  await bed.admin('POST', `/payouts/${first.id}/settle`, { outcome: 'failed' });
  const failed = await bed.stripe.payouts.retrieve(first.id, { expand: ['failure_balance_transaction'] }, mine);
  expect(failed).toMatchObject({
    status: 'failed',
    failure_code: 'account_closed',
    failure_balance_transaction: { amount: 1912, type: 'payout_failure' },
  });
  await bed.admin('POST', '/payouts', { account: mine.stripeAccount });
  const second = await firstPayout(mine);
  expect(second.id).not.toBe(first.id);
  expect(second.amount).toBe(1912);
  expect(await bed.admin('POST', `/payouts/${second.id}/settle`, {})).toMatchObject({ status: 'paid' });
  await expect(bed.admin('POST', `/payouts/${second.id}/settle`, {})).rejects.toThrow('over');
  const open = await bed.stripe.payouts.list({ status: 'paid', arrival_date: second.arrival_date }, mine);
  expect(open.data.map(({ id }) => id)).toEqual([second.id]);
  expect((await bed.stripe.payouts.list({ arrival_date: { gt: second.arrival_date } }, mine)).data).toEqual([]);
});

it('47: a payout by hand takes no more than is available, and can be called back', async () => {
  const mine = await account();
  await paid(mine);
  const ask = (amount: number) =>
    bed.stripe.payouts.create({ amount, currency: 'usd', metadata: { why: 'rent' } }, mine);
  expect(await refusal(ask(1))).toMatchObject({ statusCode: 400, code: 'balance_insufficient' });
  await paid(mine, 'pm_card_bypassPending');
  expect(await refusal(ask(1913))).toMatchObject({ code: 'balance_insufficient' });
  const made = await ask(1000);
  expect(made).toMatchObject({ automatic: false, status: 'pending', reconciliation_status: 'not_applicable' });
  expect((await bed.stripe.balance.retrieve(undefined, mine)).available).toMatchObject([{ amount: 912 }]);
  expect((await bed.stripe.payouts.update(made.id, { metadata: { by: 'me' } }, mine)).metadata).toEqual({
    why: 'rent',
    by: 'me',
  });
  expect(await bed.stripe.payouts.cancel(made.id, {}, mine)).toMatchObject({ status: 'canceled' });
  expect(await refusal(bed.stripe.payouts.cancel(made.id, {}, mine))).toMatchObject({ statusCode: 400 });
  expect((await bed.stripe.balance.retrieve(undefined, mine)).available).toMatchObject([{ amount: 1912 }]);
});

it('47: what a dispute took is missing from the payout, and nothing is paid out of less than nothing', async () => {
  const mine = await account();
  const charge = await paid(mine, 'pm_card_bypassPending');
  await bed.admin('POST', `/charges/${charge}/dispute`, {});
  expect((await bed.stripe.balance.retrieve(undefined, mine)).available).toMatchObject([{ amount: 1912 - 3500 }]);
  expect(await bed.admin('POST', '/payouts', { account: mine.stripeAccount })).toEqual([]);
  await paid(mine, 'pm_card_bypassPending', { amount: 5000 });
  expect(await bed.admin('POST', '/payouts', { account: mine.stripeAccount })).toMatchObject([
    { amount: 1912 - 3500 + 4825 },
  ]);
});

it('47: nothing is paid out by itself where that is switched off', async () => {
  const mine = await account();
  await paid(mine, 'pm_card_bypassPending');
  await bed.admin('POST', '/settings', { payouts: 'manual' });
  await advance(1);
  await bed.admin('POST', '/settings', { payouts: 'daily' });
  expect((await bed.stripe.payouts.list({}, mine)).data).toEqual([]);
});

it('47: what a reconciliation reads is filtered by type, source, currency and time', async () => {
  const mine = await account();
  const one = await paid(mine);
  const { created } = await bed.stripe.charges.retrieve(one, {}, mine);
  await paid(mine, 'pm_card_visa', { currency: 'eur' });
  await bed.stripe.refunds.create({ charge: one }, mine);
  const count = async (params: Stripe.BalanceTransactionListParams) =>
    (await bed.stripe.balanceTransactions.list(params, mine)).data.length;
  expect(await count({})).toBe(3);
  expect(await count({ type: 'refund' })).toBe(1);
  expect(await count({ source: one })).toBe(1);
  expect(await count({ currency: 'eur' })).toBe(1);
  expect(await count({ payout: 'po_x' })).toBe(0);
  expect(await count({ created: { gte: created } })).toBe(3);
  expect(await count({ created: { lt: created } })).toBe(0);
});

it('47: events are read again from the last one seen, by type and by whether they were delivered', async () => {
  const mine = await account();
  await paid(mine);
  const seen = (await bed.stripe.events.list({ limit: 1 }, mine)).data[0]!;
  const charge = await paid(mine);
  await bed.stripe.refunds.create({ charge, amount: 100 }, mine);
  const types = ['charge.succeeded', 'charge.refunded', 'refund.created'];
  const later = await bed.stripe.events.list({ ending_before: seen.id, types, limit: 100 }, mine);
  expect(later.data.map(({ type }) => type)).toEqual(['charge.refunded', 'refund.created', 'charge.succeeded']);
  const since = { created: { gte: seen.created } };
  expect((await bed.stripe.events.list({ types, ...since, limit: 100 }, mine)).data).toHaveLength(4);
  // Nobody listens, so nothing is undelivered.
  expect((await bed.stripe.events.list({ delivery_success: false }, mine)).data).toEqual([]);
});
