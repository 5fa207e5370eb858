import { payments, reporting } from '@purser/contracts';
import { type Connection, connect } from '@purser/db';
import { prove } from '@purser/local';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type OwnAccount, ownAccount } from './ownAccount.ts';
import { startTown, type Town } from './town.ts';

let town: Town;
let behind: Connection;
beforeAll(async () => {
  town = await startTown();
  behind = connect({ url: town.platform.database.adminUrl, max: 1, name: 'payouts' });
});
afterAll(async () => {
  await behind?.close();
  await town?.stop();
});

const client = () => town.platform.client;
const payoutsOf = async ({ staff }: OwnAccount) => (await client().query(payments.listPayouts, {}, staff)).payouts;
const made = z.array(z.object({ id: z.string(), amount: z.number() }));

/** What is available goes to the bank. */
async function payOut(own: OwnAccount) {
  const [payout] = made.parse(await town.admin('POST', '/payouts', { account: own.accountId }));
  if (!payout) throw new Error('nothing was paid out');
  return payout;
}
const settle = (id: string, outcome: 'paid' | 'failed') => town.admin('POST', `/payouts/${id}/settle`, { outcome });
const untilStatus = (own: OwnAccount, id: string, status: string) =>
  until(`it is ${status}`, async () => {
    const found = (await payoutsOf(own)).find((payout) => payout.stripePayoutId === id);
    return found?.status === status && found.partsState !== 'open' && found;
  });

async function balances({ staff }: OwnAccount): Promise<Record<string, number>> {
  await town.platform.quiet();
  const { balances: all, balanced } = await client().query(reporting.getTrialBalance, {}, staff);
  expect(balanced).toBe(true);
  return Object.fromEntries(all.filter(({ amount }) => amount !== 0).map(({ account, amount }) => [account, amount]));
}
const proof = ({ id: tenant }: OwnAccount) => {
  const today = town.platform.clock.business().toISOString().slice(0, 10);
  return prove(client(), { tenant, from: today, to: today }, { patience_ms: 60_000 });
};

/** Two payments whose money is there at once, one of them refunded in part. */
async function earned() {
  const own = await ownAccount(town);
  const first = await own.paid('pm_card_bypassPending');
  const second = await own.paid('pm_card_bypassPending');
  await own.refund(second, 20_00);
  await until(
    'it is back',
    async () => (await own.stripe.refunds.list({ payment_intent: second.intent })).data.length === 1,
  );
  await own.settled();
  await until('it is booked', async () => (await balances(own)).refundsPayable === undefined);
  return { own, first, second };
}

test('a payout is matched to the payments and refunds it is made of, to the unit, and booked once when the bank has it', async () => {
  const { own, first, second } = await earned();
  const before = await balances(own);
  const { id, amount } = await payOut(own);
  await until('it is on its way', async () => (await payoutsOf(own))[0]?.status === 'in_transit');
  expect(await balances(own)).toEqual(before);
  await settle(id, 'paid');
  const payout = await untilStatus(own, id, 'paid');
  expect(payout).toMatchObject({ amount, partsSum: amount, parts: 3, partsState: 'matched', currency: 'GBP' });
  const { parts } = await client().query(payments.getPayout, { payoutId: payout.payoutId }, own.staff);
  const whose = (type: string) => parts.filter((part) => part.type === type).map(({ paymentId }) => paymentId);
  expect(whose('charge').sort()).toEqual([first.paymentId, second.paymentId].sort());
  expect(whose('refund')).toEqual([second.paymentId]);
  expect(parts.reduce((sum, { net }) => sum + net, 0)).toBe(amount);
  const after = await balances(own);
  expect(after.bank).toBe(amount);
  // All that lay at Stripe went to the bank.
  expect(after).not.toHaveProperty('stripeClearing');
  for (const event of (await own.stripe.events.list({ type: 'payout.*' })).data)
    await town.admin('POST', `/events/${event.id}/resend`);
  await own.settled();
  expect(await balances(own)).toEqual(after);
  const { proof: said } = await proof(own);
  expect(said.verdict).toBe('proved');
  expect(said.sums.find(({ what }) => what === 'payouts')).toMatchObject({
    stripe: amount,
    here: amount,
    journal: amount,
  });
});

test('a payout that fails after it had arrived is back in the books, and in the next one', async () => {
  const { own } = await earned();
  const before = await balances(own);
  const failing = await payOut(own);
  await settle(failing.id, 'paid');
  await untilStatus(own, failing.id, 'paid');
  await until('it is booked', async () => (await balances(own)).bank === failing.amount);
  await settle(failing.id, 'failed');
  expect(await untilStatus(own, failing.id, 'failed')).toMatchObject({ failure: 'account_closed' });
  await until('it is back', async () => (await balances(own)).bank === undefined);
  expect(await balances(own)).toEqual(before);
  const next = await payOut(own);
  await settle(next.id, 'paid');
  expect(await untilStatus(own, next.id, 'paid')).toMatchObject({ amount: failing.amount, partsState: 'matched' });
  await until('it is booked', async () => (await balances(own)).bank === next.amount);
  expect((await proof(own)).proof.verdict).toBe('proved');
});

test('one that never arrived books nothing, and is listed as failed', async () => {
  const { own } = await earned();
  const before = await balances(own);
  const { id } = await payOut(own);
  await settle(id, 'failed');
  await until('it failed', async () => (await payoutsOf(own))[0]?.status === 'failed');
  expect(await balances(own)).toEqual(before);
  const { payouts } = await client().query(payments.listPayouts, { failed: true }, own.staff);
  expect(payouts).toMatchObject([{ stripePayoutId: id, status: 'failed' }]);
  const noticed = () =>
    behind.sql<{ reason: string }[]>`select reason from notifications.alarm_notices where tenant_id = ${own.id}`;
  await until('staff are to hear of it', async () => (await noticed()).length > 0);
  const sum = (Number(payouts[0]?.amount) / 100).toFixed(2);
  expect(await noticed()).toMatchObject([{ reason: expect.stringContaining(`£${sum} from Stripe did not reach`) }]);
  expect((await noticed())[0]?.reason).toContain(`account_closed, payout ${id}`);
});

test('a payout that nobody heard of is found by night, one whose parts are not it is named', async () => {
  const { own } = await earned();
  await town.admin('POST', '/webhook-faults', { drop: 1 });
  const { id, amount } = await payOut(own);
  await settle(id, 'paid');
  await town.admin('DELETE', '/webhook-faults');
  const missed = await proof(own);
  expect(missed.findings).toMatchObject([{ kind: 'payoutUnknown', stripeId: id, atStripe: amount }]);
  await client().command(payments.runReconciliation, { what: 'objects' }, own.staff);
  const found = await untilStatus(own, id, 'paid');
  await until('it is booked', async () => (await balances(own)).bank === amount);
  expect((await proof(own)).proof.verdict).toBe('proved');
  await behind.sql`
    update payments.payouts set parts_sum = parts_sum - 1, parts_state = 'differs' where payout_id = ${found.payoutId}`;
  expect((await proof(own)).findings).toMatchObject([
    { kind: 'payoutDiffers', stripeId: id, atStripe: amount, here: amount - 1 },
  ]);
});

test('a payout is its tenant’s alone', async () => {
  const { own } = await earned();
  await payOut(own);
  const payout = await until('it is known', async () => (await payoutsOf(own))[0]);
  const other = await ownAccount(town);
  expect(await payoutsOf(other)).toEqual([]);
  await expect(client().query(payments.getPayout, { payoutId: payout.payoutId }, other.staff)).rejects.toMatchObject({
    code: 'payout_not_found',
  });
});
