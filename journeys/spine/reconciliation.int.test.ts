import { invoicing, payments, reporting } from '@purser/contracts';
import { type Connection, connect } from '@purser/db';
import { prove } from '@purser/local';
import { newId } from '@purser/message';
import { asService, until } from '@purser/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OwnAccount, ownAccount } from './ownAccount.ts';
import { startTown, type Town } from './town.ts';

let town: Town;
let behind: Connection;
beforeAll(async () => {
  town = await startTown();
  behind = connect({ url: town.platform.database.adminUrl, max: 1, name: 'reconciliation' });
});
afterAll(async () => {
  await behind?.close();
  await town?.stop();
});

const client = () => town.platform.client;
const today = () => town.platform.clock.business().toISOString().slice(0, 10);
const state = async ({ staff }: OwnAccount) => {
  const { accounts, openOrphans } = await client().query(payments.getReconciliation, {}, staff);
  const own = accounts.find(({ account }) => account === 'own');
  if (!own) throw new Error('the account has no timers');
  return { ...own, openOrphans };
};
const orphansOf = async ({ staff }: OwnAccount) => (await client().query(payments.listOrphans, {}, staff)).orphans;

/** Has it run as the clock would, and waits for what follows. */
async function run(own: OwnAccount, what: 'events' | 'objects') {
  const before = await state(own);
  await client().command(payments.runReconciliation, { what }, own.staff);
  const after = await until(`${what} are looked at`, async () => {
    const now = await state(own);
    return now[what].lastAt !== null && now[what].lastAt !== before[what].lastAt && !now[what].running && now;
  });
  await own.settled();
  return after;
}

/** Nothing that Stripe posts arrives. */
async function deaf<T>(work: () => Promise<T>): Promise<T> {
  await town.admin('POST', '/webhook-faults', { drop: 1 });
  try {
    return await work();
  } finally {
    await town.admin('DELETE', '/webhook-faults');
  }
}

/** Paid by card without anybody hearing of it. */
async function unheard(own: OwnAccount) {
  const customer = await town.customer(own);
  const invoiceId = await town.invoice(own, customer.customerId);
  const { paymentIntentId, attemptId } = await client().command(payments.preparePayment, { invoiceId }, customer);
  await own.stripe.paymentIntents.confirm(paymentIntentId, {
    ...{ payment_method: 'pm_card_visa', return_url: 'https://pay.example/back' },
  });
  return { invoiceId, attemptId, intent: paymentIntentId, customerId: customer.customerId };
}

const behindOurBack = (own: OwnAccount, amount = 33_00, metadata: Record<string, string> = {}) =>
  own.stripe.paymentIntents.create({
    ...{ amount, currency: 'gbp', payment_method: 'pm_card_visa', confirm: true, metadata },
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  });

const verdict = async ({ id: tenant }: OwnAccount) =>
  (await prove(client(), { tenant, from: today(), to: today() }, { patience_ms: 60_000 })).proof.verdict;
const invoiceOf = ({ staff }: OwnAccount, invoiceId: string) =>
  client().query(invoicing.getInvoice, { invoiceId }, staff);
async function balances({ staff }: OwnAccount): Promise<Record<string, number>> {
  await town.platform.quiet();
  const { balances: all } = await client().query(reporting.getTrialBalance, {}, staff);
  return Object.fromEntries(all.filter(({ amount }) => amount !== 0).map(({ account, amount }) => [account, amount]));
}

test('an event that Stripe could not deliver is fetched within the hour, stored and applied like any other, once', async () => {
  const own = await ownAccount(town);
  const { invoiceId } = await deaf(() => unheard(own));
  expect(await invoiceOf(own, invoiceId)).toMatchObject({ status: 'open' });
  const first = await run(own, 'events');
  expect(first.events.found).toBeGreaterThan(0);
  expect(first.events).toMatchObject({ problem: null, running: false });
  await until('it is paid', async () => (await invoiceOf(own, invoiceId)).status === 'paid');
  const again = await run(own, 'events');
  expect(again.events).toMatchObject({ found: 0 });
  expect(again.events.seen).toBeGreaterThan(0);
  expect(await verdict(own)).toBe('proved');
});

test('an endpoint that was not there at the time has nothing undelivered: all events since the last run are looked at, too', async () => {
  const own = await ownAccount(town);
  for (const { id } of (await own.stripe.webhookEndpoints.list()).data) await own.stripe.webhookEndpoints.del(id);
  const { invoiceId } = await unheard(own);
  const undelivered = await own.stripe.events.list({ delivery_success: false });
  expect(undelivered.data).toEqual([]);
  expect((await run(own, 'events')).events.found).toBeGreaterThan(0);
  await until('it is paid', async () => (await invoiceOf(own, invoiceId)).status === 'paid');
});

test('the clock has it done every hour, and after a day without us it catches up in one run', async () => {
  const own = await ownAccount(town);
  const { invoiceId } = await deaf(() => unheard(own));
  const { events } = await state(own);
  const wait_ms = new Date(events.nextAt).getTime() - town.platform.clock.business().getTime();
  expect(wait_ms).toBeLessThanOrEqual(2 * 3_600_000);
  try {
    town.platform.clock.setOffset(26 * 3_600_000);
    await until('it has run', async () => (await state(own)).events.lastAt !== null);
    await until('it is paid', async () => (await invoiceOf(own, invoiceId)).status === 'paid');
    const { events: after } = await state(own);
    expect(new Date(after.nextAt).getTime()).toBeGreaterThan(town.platform.clock.business().getTime());
  } finally {
    town.platform.clock.setOffset(0);
  }
});

test('a page of a run that is over counts no more', async () => {
  const own = await ownAccount(town);
  await deaf(() => unheard(own));
  await run(own, 'events');
  const itself = await town.platform.speakAs('payments');
  const at = { mode: 'test' as const, account: 'own' };
  const before = await state(own);
  const late = { at, run: newId(), pass: 0, position: null };
  const told = await itself.command(payments.fetchEvents, late, asService(own.id, 'payments'));
  expect(told).toEqual({ found: 0 });
  expect(await state(own)).toEqual(before);
});

test('keys that Stripe refuses are told of, and the next hour tries again', async () => {
  const own = await ownAccount(town);
  await town.admin('POST', '/faults', { method: 'GET', path: '/v1/events', status: 401, count: 1 });
  const after = await run(own, 'events');
  await town.admin('DELETE', '/faults');
  expect(after.events.problem).toEqual(expect.any(String));
  expect((await run(own, 'events')).events.problem).toBeNull();
});

describe('by night Stripe’s objects are held against ours, and what reading them again mends is mended:', () => {
  test('money that came for an attempt we had given up', async () => {
    const own = await ownAccount(town);
    const { invoiceId, attemptId } = await deaf(() => unheard(own));
    await behind.sql`update payments.attempts set status = 'cancelled' where attempt_id = ${attemptId}`;
    await run(own, 'objects');
    await until('it is paid', async () => (await invoiceOf(own, invoiceId)).status === 'paid');
    expect(await orphansOf(own)).toEqual([]);
    await run(own, 'objects');
    expect(await verdict(own)).toBe('proved');
  });

  test('a refund and a dispute that nobody heard of', async () => {
    const own = await ownAccount(town);
    const refunded = await own.paid();
    const disputed = await own.paid();
    await own.settled();
    await deaf(async () => {
      await own.stripe.refunds.create({ payment_intent: refunded.intent, amount: 12_00 });
      await town.admin('POST', `/charges/${disputed.charge}/dispute`, {});
    });
    expect(await verdict(own)).toBe('notProved');
    await run(own, 'objects');
    await until('the dispute is known', async () => (await balances(own)).disputesHeld === 120_00);
    await until('the refund is known', async () => (await invoiceOf(own, refunded.invoiceId)).due === 12_00);
    expect(await orphansOf(own)).toEqual([]);
    expect(await verdict(own)).toBe('proved');
  });
});

describe('what reading again does not mend waits for a person, who decides once:', () => {
  async function orphaned(metadata: Record<string, string> = {}) {
    const own = await ownAccount(town);
    const intent = await behindOurBack(own, 33_00, metadata);
    await run(own, 'objects');
    const [orphan, ...more] = await orphansOf(own);
    expect(more).toEqual([]);
    if (!orphan) throw new Error('nothing was found');
    return { own, intent, orphan };
  }
  const settle = (
    own: OwnAccount,
    orphanId: string,
    action: 'link' | 'credit' | 'refund' | 'ignore',
    invoiceId?: string,
  ) =>
    client().command(
      payments.settleOrphan,
      { orphanId, action, reason: 'Taken in the shop', ...(invoiceId && { invoiceId }) },
      own.staff,
    );

  test('linked to its invoice it settles that, and the proof is clean', async () => {
    const { own, intent, orphan } = await orphaned();
    expect(orphan).toMatchObject({
      ...{ kind: 'chargeUnknown', atStripe: 33_00, here: null, currency: 'GBP', status: 'open' },
      ...{ stripeId: intent.latest_charge, actions: ['link', 'credit', 'refund', 'ignore'] },
    });
    const { customerId } = await town.customer(own);
    const invoiceId = await town.invoice(own, customerId);
    expect(await settle(own, orphan.orphanId, 'link', invoiceId)).toMatchObject({ status: 'linked' });
    await until('it counts', async () => (await invoiceOf(own, invoiceId)).due === 87_00);
    await expect(settle(own, orphan.orphanId, 'refund')).rejects.toMatchObject({ code: 'orphan_settled' });
    await run(own, 'objects');
    expect(await verdict(own)).toBe('proved');
    expect(await orphansOf(own)).toMatchObject([{ status: 'linked', reason: 'Taken in the shop', actions: [] }]);
  });

  test('as credit it settles nothing', async () => {
    const { own, orphan } = await orphaned();
    const { customerId } = await town.customer(own);
    const invoiceId = await town.invoice(own, customerId);
    expect(await settle(own, orphan.orphanId, 'credit', invoiceId)).toMatchObject({ status: 'credited' });
    await until('it is credit', async () => (await balances(own)).customerCredit === -33_00);
    expect((await invoiceOf(own, invoiceId)).due).toBe(120_00);
    await run(own, 'objects');
    expect(await verdict(own)).toBe('proved');
  });

  test('refunded it is back, once, though six staff press at once', async () => {
    const { own, intent, orphan } = await orphaned();
    const pressed = await Promise.allSettled(Array.from({ length: 6 }, () => settle(own, orphan.orphanId, 'refund')));
    expect(pressed.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { data } = await own.stripe.refunds.list({ payment_intent: intent.id });
    expect(data).toMatchObject([{ amount: 33_00 }]);
    await run(own, 'objects');
    expect(await verdict(own)).toBe('proved');
    expect((await state(own)).openOrphans).toBe(0);
  });

  test('set aside with a reason it is asked about no more', async () => {
    const { own, orphan } = await orphaned();
    expect(await settle(own, orphan.orphanId, 'ignore')).toMatchObject({ status: 'ignored' });
    await run(own, 'objects');
    expect((await state(own)).openOrphans).toBe(0);
    const result = await prove(client(), { tenant: own.id, from: today(), to: today() });
    expect(result.proof.verdict).toBe('proved');
    expect(result.findings).toMatchObject([{ kind: 'setAside', detail: expect.stringContaining('Taken in the shop') }]);
  });

  test('what is mended elsewhere meanwhile is gone by itself', async () => {
    const own = await ownAccount(town);
    const paid = await own.paid();
    await own.settled();
    await behind.sql`update payments.payments set fee = fee + 1 where payment_id = ${paid.paymentId}`;
    await run(own, 'objects');
    const [found] = await orphansOf(own);
    expect(found).toMatchObject({ kind: 'feeDiffers', status: 'open', actions: ['ignore'] });
    await behind.sql`update payments.payments set fee = fee - 1 where payment_id = ${paid.paymentId}`;
    await run(own, 'objects');
    expect(await orphansOf(own)).toMatchObject([{ status: 'gone' }]);
  });

  test('another tenant’s, a draft, another currency and what cannot be done are refused, and nothing moves', async () => {
    const { own, orphan } = await orphaned();
    const other = await ownAccount(town);
    await expect(settle(other, orphan.orphanId, 'ignore')).rejects.toMatchObject({ code: 'orphan_not_found' });
    const { customerId } = await town.customer(other);
    const foreign = await town.invoice(other, customerId);
    await expect(settle(own, orphan.orphanId, 'link', foreign)).rejects.toMatchObject({ code: 'invoice_not_found' });
    await expect(settle(own, orphan.orphanId, 'link')).rejects.toMatchObject({ kind: 'invalid' });
    const mine = await town.customer(own);
    const draft = newId();
    const lines = [{ id: 'l1', description: 'Laptops', quantity: '1', unitAmount: 2500, taxes: [] }];
    const drafted = { invoiceId: draft, customerId: mine.customerId, currency: 'EUR', lines };
    await client().command(invoicing.draftInvoice, drafted, own.staff);
    await expect(settle(own, orphan.orphanId, 'link', draft)).rejects.toMatchObject({ code: 'invoice_is_draft' });
    await client().command(invoicing.issueInvoice, { invoiceId: draft }, own.staff);
    await expect(settle(own, orphan.orphanId, 'link', draft)).rejects.toMatchObject({ code: 'currency_differs' });
    await expect(
      client().command(payments.settleOrphan, { orphanId: orphan.orphanId, action: 'ignore', reason: 'x' }, mine),
    ).rejects.toMatchObject({ kind: 'denied' });
    expect(await orphansOf(own)).toMatchObject([{ status: 'open' }]);
  });
});
