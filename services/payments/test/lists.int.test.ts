import { payments as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { asCustomer, asService, asStaff, type Person } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());

const day = (date: number) => new Date(Date.UTC(2026, 3, date));
const fee = { amount: 200, currency: 'GBP' };

type Asked = z.input<typeof contract.listPayments.input>;
const list = (person: Person, asked: Asked = {}) => world.client.query(contract.listPayments, asked, person);
const idsOf = async (person: Person, asked: Asked = {}) =>
  (await list(person, asked)).payments.map(({ paymentId }) => paymentId);

/** Ada paid twice for one invoice and once for another, Bob once. */
async function aTown() {
  const [tenant, ada, bob, invoiceId] = [newId(), newId(), newId(), newId()];
  const paid = (customerId: string, at: Date, more = {}) =>
    world.happened({ tenant, customerId, status: 'succeeded', at, fee, ...more });
  const first = await paid(ada, day(1), { invoiceId });
  const bobs = await paid(bob, day(2));
  const second = await paid(ada, day(3), { invoiceId });
  const third = await paid(ada, day(4));
  const ids = { first: first.paymentId, second: second.paymentId, third: third.paymentId, bobs: bobs.paymentId };
  return { tenant, ada, bob, invoiceId, bobsInvoice: bobs.invoiceId, ids, staff: asStaff(tenant, 'readOnly') };
}

test('payments are listed of an invoice, of a customer and of all, the newest first', async () => {
  const { staff, invoiceId, ada, ids } = await aTown();
  expect(await idsOf(staff)).toEqual([ids.third, ids.second, ids.bobs, ids.first]);
  expect(await idsOf(staff, { invoiceId })).toEqual([ids.second, ids.first]);
  expect(await idsOf(staff, { customerId: ada })).toEqual([ids.third, ids.second, ids.first]);
  expect(await idsOf(staff, { customerId: ada, invoiceId: newId() })).toEqual([]);
});

test('pages hold every payment once, also those of one and the same moment', async () => {
  const [tenant, customerId] = [newId(), newId()];
  for (let i = 0; i < 7; i += 1) await world.happened({ tenant, customerId, status: 'succeeded', at: day(1) });
  const found: (string | null)[] = [];
  let after: string | undefined;
  for (let more = true; more; more = after !== undefined) {
    const page = await list(asStaff(tenant), { limit: 3, ...(after !== undefined && { after }) });
    expect(page.payments.length).toBeLessThanOrEqual(3);
    found.push(...page.payments.map(({ paymentId }) => paymentId));
    after = page.next ?? undefined;
  }
  expect(found).toHaveLength(7);
  expect(new Set(found).size).toBe(7);
});

test('a customer sees their own payments, and neither fees nor charges', async () => {
  const { tenant, ada, bob, bobsInvoice, ids, staff } = await aTown();
  const me = asCustomer(tenant, ada);
  const { payments } = await list(me);
  expect(payments.map(({ paymentId }) => paymentId)).toEqual([ids.third, ids.second, ids.first]);
  for (const each of payments) expect(each).toMatchObject({ amount: 12_000, fee: null, net: null, chargeId: null });
  expect(await idsOf(me, { customerId: bob })).toEqual([]);
  expect(await idsOf(me, { invoiceId: bobsInvoice })).toEqual([]);
  const [told] = (await list(staff)).payments;
  expect(told).toMatchObject({ fee: 200, net: 11_800, chargeId: expect.stringMatching(/^ch_/) });
});

test("a cursor of another tenant's or customer's list shows nothing but one's own", async () => {
  const [mine, theirs] = [await aTown(), await aTown()];
  const { next } = await list(theirs.staff, { limit: 1 });
  expect(next).not.toBeNull();
  const own = new Set(Object.values(mine.ids));
  for (const id of await idsOf(mine.staff, { after: next ?? '' })) expect(own).toContain(id);
  const adas = [mine.ids.third, mine.ids.second, mine.ids.first];
  for (const id of await idsOf(asCustomer(mine.tenant, mine.ada), { after: next ?? '' })) expect(adas).toContain(id);
});

test.each(['', 'x', '1', `1.${newId()}.2`, `99999999999999.${newId()}`, `-1.${newId()}`, "1.' or true --", newId()])(
  'a cursor that is not ours is refused: %s',
  async (after) => {
    const staff = asStaff(newId());
    const refused = { kind: 'invalid', code: 'invalid_cursor' };
    await expect(list(staff, { after })).rejects.toMatchObject(refused);
    await expect(world.client.query(contract.paymentsPanel, { after }, staff)).rejects.toMatchObject(refused);
  },
);

test('the tries for an invoice are listed with their declines, the newest first', async () => {
  const [tenant, customerId, invoiceId] = [newId(), newId(), newId()];
  const error = { code: 'card_declined', declineCode: 'stolen_card' };
  const old = await world.happened({ tenant, customerId, invoiceId, status: 'cancelled', at: day(2), error });
  const paid = await world.happened({ tenant, customerId, invoiceId, status: 'succeeded', at: day(3) });
  await world.happened({ tenant, customerId, status: 'succeeded', at: day(4) });
  const tries = async (person: Person) =>
    (await world.client.query(contract.listAttempts, { invoiceId }, person)).attempts;
  expect(await tries(asStaff(tenant))).toMatchObject([
    { attemptId: paid.attemptId, status: 'succeeded', code: null, declineCode: null },
    { attemptId: old.attemptId, status: 'cancelled', amount: 12_000, currency: 'GBP', ...error },
  ]);
  expect(await tries(asCustomer(tenant, newId()))).toEqual([]);
  expect(await tries(asStaff(newId()))).toEqual([]);
  const [, mine] = await tries(asCustomer(tenant, customerId));
  expect(mine).toMatchObject({ code: 'card_declined', declineCode: 'generic_decline' });
});

test('a payer learns that funds were short, and never that a card is known as stolen', async () => {
  const [tenant, customerId] = [newId(), newId()];
  const declined = async (declineCode: string) => {
    const error = { code: 'card_declined', declineCode };
    const { attemptId } = await world.happened({ tenant, customerId, status: 'created', at: day(1), error });
    const read = (person: Person) => world.client.query(contract.getAttempt, { attemptId }, person);
    const [payer, staff] = [await read(asCustomer(tenant, customerId)), await read(asStaff(tenant))];
    return [payer.declineCode, staff.declineCode];
  };
  expect(await declined('insufficient_funds')).toEqual(['insufficient_funds', 'insufficient_funds']);
  for (const code of ['stolen_card', 'lost_card', 'fraudulent', 'pickup_card', 'merchant_blacklist'])
    expect(await declined(code)).toEqual(['generic_decline', code]);
});

test('nobody else is told of payments', async () => {
  const { tenant, invoiceId, ada } = await aTown();
  const customer = asCustomer(tenant, ada);
  await expect(world.client.query(contract.listTroubles, {}, customer)).rejects.toMatchObject({ kind: 'denied' });
  for (const person of [asService(tenant, 'gateway'), { tenant, actor: { kind: 'public' as const } }]) {
    const asked = [
      list(person),
      world.client.query(contract.listAttempts, { invoiceId }, person),
      world.client.query(contract.paymentsPanel, {}, person),
      world.client.query(contract.listTroubles, {}, person),
    ];
    for (const told of await Promise.allSettled(asked)) expect(told).toMatchObject({ reason: { kind: 'denied' } });
  }
});
