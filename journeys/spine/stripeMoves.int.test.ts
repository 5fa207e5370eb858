import { payments, reporting } from '@purser/contracts';
import { type Connection, connect } from '@purser/db';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { moneyAtStripe } from './moneyAtStripe.ts';
import { type OwnAccount, ownAccount } from './ownAccount.ts';
import { startTown, type Town } from './town.ts';

let town: Town;
let behind: Connection;
let money: ReturnType<typeof moneyAtStripe>;
beforeAll(async () => {
  town = await startTown();
  behind = connect({ url: town.platform.database.adminUrl, max: 1, name: 'moves' });
  money = moneyAtStripe(town);
});
afterAll(async () => {
  await behind?.close();
  await town?.stop();
});

const move = ({ accountId: account }: OwnAccount, type: string, amount: number) =>
  town.admin('POST', '/movements', { account, type, amount, currency: 'gbp' }) as Promise<{ id: string }>;

/** A payment whose money is there at once, and what Stripe bills, corrects and holds back beside it. */
async function billed() {
  const own = await ownAccount(town);
  await own.paid('pm_card_bypassPending');
  await own.settled();
  await until('its fee is booked', async () => (await money.balances(own)).stripeFees !== undefined);
  const { stripeFees = 0 } = await money.balances(own);
  const bill = await move(own, 'stripe_fee', -7_50);
  await move(own, 'network_cost', -1_10);
  await move(own, 'adjustment', 3_00);
  await move(own, 'reserved_funds', -20_00);
  return { own, bill, stripeFees };
}
const entries = async ({ staff }: OwnAccount) => {
  const { entries: all } = await town.platform.client.query(reporting.listJournal, { limit: 100 }, staff);
  return all.filter(({ kind }) => kind === 'stripeMoved');
};

test('what Stripe bills is found in the payout it is part of, and booked once; nothing is left at Stripe', async () => {
  const { own, bill, stripeFees } = await billed();
  const payout = await money.payOut(own);
  expect(payout).toMatchObject({ partsState: 'matched', parts: 5, partsSum: payout.amount });
  await until('it is booked', async () => (await money.balances(own)).bank === payout.amount);
  const booked = await money.balances(own);
  expect(booked).toMatchObject({ stripeFees: stripeFees + 8_60, stripeOther: -3_00, stripeReserves: 20_00 });
  expect(booked).not.toHaveProperty('stripeClearing');
  expect(await money.atStripe(own)).toBe(0);
  const { parts } = await town.platform.client.query(payments.getPayout, { payoutId: payout.payoutId }, own.staff);
  expect(parts).toContainEqual(expect.objectContaining({ balanceTransactionId: bill.id, category: 'fee', net: -7_50 }));
  await money.review(own);
  for (const event of (await own.stripe.events.list({ type: 'payout.*' })).data)
    await town.admin('POST', `/events/${event.id}/resend`);
  await own.settled();
  expect(await money.balances(own)).toEqual(booked);
  const { proof } = await money.proof(own);
  expect(proof.verdict).toBe('proved');
  expect(proof.sums.find(({ what }) => what === 'movements')).toMatchObject({
    ...{ currency: 'GBP', stripe: -25_60, here: -25_60, journal: -25_60 },
  });
});

test('what is in no payout yet is named by a proof, and booked by the night; a payout afterwards books none of it again', async () => {
  const { own, bill } = await billed();
  const lacking = await money.proof(own);
  expect(lacking.proof.verdict).toBe('notProved');
  expect(lacking.findings).toHaveLength(4);
  expect(lacking.findings).toContainEqual(
    expect.objectContaining({
      kind: 'movementUnknown',
      stripeId: bill.id,
      atStripe: -7_50,
      here: null,
      currency: 'GBP',
    }),
  );
  await money.review(own);
  expect((await money.balances(own)).stripeClearing).toBe(await money.atStripe(own));
  expect((await money.proof(own)).proof.verdict).toBe('proved');
  const payout = await money.payOut(own);
  await until('it is booked', async () => (await money.balances(own)).bank === payout.amount);
  expect(await entries(own)).toHaveLength(4);
  expect(await money.balances(own)).not.toHaveProperty('stripeClearing');
});

test('found by a payout and by two nights at once, each is booked once', async () => {
  const { own } = await billed();
  await Promise.all([money.payOut(own), money.review(own), money.review(own)]);
  const told = await behind.sql`select from payments.balance_moves where tenant_id = ${own.id}`;
  expect([told.count, (await entries(own)).length]).toEqual([4, 4]);
  expect(await money.balances(own)).not.toHaveProperty('stripeClearing');
});

test('a movement whose row or entry was changed is named', async () => {
  const { own, bill } = await billed();
  await money.review(own);
  await behind.sql`
    update payments.balance_moves set amount = amount - 1 where tenant_id = ${own.id} and balance_transaction_id = ${bill.id}`;
  expect((await money.proof(own)).findings).toMatchObject([
    { kind: 'movementDiffers', stripeId: bill.id, atStripe: -7_50, here: -7_51 },
  ]);
  await behind.sql`
    update payments.balance_moves set amount = amount + 1 where tenant_id = ${own.id} and balance_transaction_id = ${bill.id}`;
  await behind.sql`
    update reporting.postings p set amount = p.amount + sign(p.amount) from reporting.entries e, payments.balance_moves m
    where e.entry_id = p.entry_id and e.source_id = m.move_id and m.balance_transaction_id = ${bill.id}`;
  expect((await money.proof(own)).findings).toMatchObject([
    { kind: 'journalDiffers', stripeId: bill.id, atStripe: -7_50, here: -7_51 },
  ]);
});
