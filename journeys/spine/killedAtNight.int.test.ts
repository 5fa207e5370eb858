import { payments } from '@purser/contracts';
import { prove } from '@purser/local';
import { newId } from '@purser/message';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chargesOf, due, type House, openHouse, untilPaid } from './night/people.ts';
import { type Moment, type NightWorld, openNight, patience_ms } from './night/world.ts';

let world: NightWorld;
let house: House;
beforeAll(async () => {
  world = await openNight();
  house = await openHouse(world);
}, 180_000);
afterAll(() => world?.stop());

const today = () => new Date().toISOString().slice(0, 10);
const night = () => world.isTimeFor('runAutopay');
const untilLooked = (what: 'events' | 'objects', before: string | null) =>
  until(
    `${what} are looked at`,
    async () => {
      const { accounts } = await world.client.query(payments.getReconciliation, {}, house.staff);
      const last = accounts[0]?.[what];
      return last && !last.running && last.lastAt !== before && last;
    },
    patience_ms,
  );
const lastLook = async (what: 'events' | 'objects') =>
  (await world.client.query(payments.getReconciliation, {}, house.staff)).accounts[0]?.[what].lastAt ?? null;
const look = (what: 'events' | 'objects') =>
  world.insist((id) => world.client.command(payments.runReconciliation, { what }, { ...house.staff, id }));

const moments: [string, Moment][] = [
  ['after the attempt is written, before Stripe has heard of it', made('before')],
  ['after Stripe made the intent, before its record', made('after')],
  ['after the intent is written, before the card is charged', confirmed('before')],
  ['after Stripe took the money, before its record', confirmed('after')],
];
function made(when: Moment['when']): Moment {
  return { method: 'POST', path: '/v1/payment_intents', when };
}
function confirmed(when: Moment['when']): Moment {
  return { method: 'POST', path: '/v1/payment_intents/*/confirm', when };
}

test.each(moments)(
  'killed %s: each bill of the night is charged once',
  async (_name, moment) => {
    const bills = await due(world, house, 3);
    await world.killIn([moment], night);
    await untilPaid(world, house, bills);
    // Another night, and who was killed has nothing left to charge.
    await night();
    await until(
      'that night is over',
      async () =>
        (
          await world.owner.sql`
    select from payments.ledger
    where handler in ('payments.runAutopay', 'payments.chargeInvoice')
      and (status in ('running', 'retrying') or status = 'waiting' and next_at <= now())`
        ).count === 0,
    );
    expect(await chargesOf(world, bills)).toEqual([1, 1, 1]);
  },
  120_000,
);

test('killed in the middle of many bills, and again: each is charged once', async () => {
  const bills = await due(world, house, 20);
  const charged = async () => (await chargesOf(world, bills)).filter((count) => count > 0).length;
  const seen: number[] = [];
  await night();
  for (const after of [3, 8]) {
    await until(`${after} are charged`, async () => (await charged()) >= after, patience_ms);
    await world.kill();
    seen.push(await charged());
  }
  await untilPaid(world, house, bills);
  expect(await chargesOf(world, bills)).toEqual(bills.map(() => 1));
  // It died in the middle.
  expect(seen[0]).toBeLessThan(bills.length);
}, 180_000);

test('the hourly and the nightly look are killed while they read: after it they come to their end, and nothing is off', async () => {
  for (const [what, path] of [
    ['events', '/v1/events'],
    ['objects', '/v1/charges'],
    ['objects', '/v1/payouts'],
  ] as const) {
    const before = await lastLook(what);
    await world.killIn([{ method: 'GET', path, when: 'before' }], () => look(what));
    const { running } = await untilLooked(what, before);
    expect(running).toBe(false);
  }
  const { accounts, openOrphans } = await world.client.query(payments.getReconciliation, {}, house.staff);
  expect(accounts[0]?.objects).toMatchObject({ breaches: 0, problem: null });
  expect(openOrphans).toBe(0);
}, 180_000);

test('a proof whose process is killed page after page ends, counts everything once, and is clean', async () => {
  const proofId = newId();
  const asked = { proofId, from: today(), to: today() };
  const begin = () => world.insist((id) => world.client.command(payments.startProof, asked, { ...house.staff, id }));
  const pages = [
    { method: 'GET', path: '/v1/charges', when: 'after' },
    { method: 'GET', path: '/v1/disputes', when: 'before' },
    { method: 'GET', path: '/v1/balance_transactions', when: 'after' },
  ] as const;
  await world.killIn(pages, begin);
  const proof = await until(
    'the proof ends',
    async () => {
      const now = await world.client.query(payments.getProof, { proofId }, house.staff).catch(() => undefined);
      return now && now.verdict !== 'running' && now;
    },
    patience_ms,
  );
  const undisturbed = await prove(world.client, { tenant: house.tenant, from: today(), to: today() });
  expect(proof).toMatchObject({ verdict: 'proved', problem: null });
  expect(proof.counts).toEqual(undisturbed.proof.counts);
  expect(proof.sums).toEqual(undisturbed.proof.sums);
  expect(proof.counts.chargesAtStripe).toBeGreaterThan(30);
  expect(proof.counts.chargedTwice).toBe(0);
}, 180_000);
