import { payments as contract, panelView } from '@purser/contracts';
import { newId } from '@purser/message';
import { asCustomer, asStaff, type Person } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { openWorld, type Try, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());

const day_ms = 86_400_000;
/** The middle of a month, so that days ago are told apart from months. */
const today = new Date('2026-05-15T12:00:00Z');
const ago = (days: number) => new Date(today.getTime() - days * day_ms);
beforeAll(() => world.platform.clock.setOffset(today.getTime() - Date.now()));

const panel = async (person: Person, asked: z.input<typeof contract.paymentsPanel.input> = {}) => {
  const view = await world.client.query(contract.paymentsPanel, asked, person);
  return panelView.parse(view);
};
const declined = { code: 'card_declined', declineCode: 'stolen_card' };

/** One of everything Ada can have, a payment of Bob's, and the tenant's staff. */
async function aTown() {
  const [tenant, ada, bob] = [newId(), newId(), newId()];
  const make = (more: Partial<Try> & Pick<Try, 'status' | 'at'>) =>
    world.happened({ tenant, customerId: ada, ...more });
  const old = await make({ status: 'succeeded', at: ago(40), fee: { amount: 1, currency: 'GBP' } });
  const april = await make({ status: 'succeeded', at: ago(20), amount: 5000, fee: { amount: 95, currency: 'GBP' } });
  const may = await make({
    ...{ status: 'succeeded', at: ago(3), amount: 7000, chargeId: 'ch_3NabcdefghijKL12mn34' },
    fee: { amount: 125, currency: 'GBP' },
  });
  const bobs = await make({ status: 'succeeded', at: ago(2), customerId: bob, currency: 'EUR', amount: 30_000 });
  const processing = await make({ status: 'processing', at: ago(1) });
  const wrong = await make({ status: 'created', at: ago(0.5), error: declined });
  const left = await make({ status: 'cancelled', at: ago(0.4) });
  const refused = await make({
    status: 'failed',
    at: ago(0.3),
    error: { code: 'amount_too_small', declineCode: null },
  });
  await make({ status: 'planned', at: ago(0.1), amount: null });
  const rows = { old, april, may, bobs, processing, wrong, left, refused };
  return { tenant, ada, bob, rows, staff: asStaff(tenant, 'support') };
}

test('staff see every try with customer, fee and detail, the last changed first', async () => {
  const { staff, ada, rows } = await aTown();
  const view = await panel(staff);
  const { old, april, may, bobs, processing, wrong, left, refused } = rows;
  expect(view.rows.map(({ id }) => id)).toEqual([
    ...[refused.attemptId, left.attemptId, wrong.attemptId, processing.attemptId],
    ...[bobs.paymentId, may.paymentId, april.paymentId, old.paymentId],
  ]);
  expect(view.columns.map(({ id }) => id)).toEqual(['customer', 'date', 'amount', 'fee', 'status', 'detail']);
  const row = (id: string | null) => view.rows.find((each) => each.id === id);
  expect(row(may.paymentId)).toMatchObject({
    href: `invoice:${may.invoiceId}`,
    cells: {
      customer: { kind: 'customer', customerId: ada, name: null },
      date: { kind: 'instant', at: ago(3).toISOString() },
      amount: { kind: 'money', amount: 7000, currency: 'GBP' },
      fee: { kind: 'money', amount: 125, currency: 'GBP' },
      status: { kind: 'status', status: 'succeeded' },
      detail: { kind: 'text', text: '' },
    },
  });
  expect(row(wrong.attemptId)?.cells).toMatchObject({
    status: { status: 'declined' },
    fee: { kind: 'text', text: '' },
    detail: { text: 'Stolen card' },
  });
  expect(row(refused.attemptId)?.cells.detail).toMatchObject({ text: 'Amount too small' });
});

test("each filter's count is the number of its rows", async () => {
  const { staff, tenant, ada } = await aTown();
  const counts: Record<string, number> = {};
  for (const person of [staff, asCustomer(tenant, ada)]) {
    for (const { id, count } of (await panel(person)).filters) {
      const view = await panel(person, { filter: id, limit: 100 });
      expect(view.activeFilter).toBe(id);
      expect(view.rows).toHaveLength(count ?? -1);
      counts[`${person.actor.kind} ${id}`] = view.rows.length;
    }
  }
  expect(counts).toEqual({
    ...{ 'staff all': 8, 'staff succeeded': 4, 'staff underWay': 2, 'staff declined': 2, 'staff cancelled': 1 },
    ...{ 'customer all': 4, 'customer succeeded': 3, 'customer processing': 1 },
  });
  expect((await panel(staff, { filter: 'no such filter' })).activeFilter).toBe('all');
});

test('a customer may have the receipt of what they paid, and of nothing else', async () => {
  const { tenant, ada, rows } = await aTown();
  const view = await panel(asCustomer(tenant, ada));
  const offered = view.rows.filter(({ actions }) => actions.some(({ id }) => id === 'receipt')).map(({ id }) => id);
  expect(offered).toEqual([rows.may.paymentId, rows.april.paymentId, rows.old.paymentId]);
});

test('what came in is summed by month and by thirty days in the main currency, others beside it', async () => {
  const { staff, bob } = await aTown();
  const { metrics } = await panel(staff);
  expect(metrics).toMatchObject([
    { id: 'month', value: { kind: 'money', amount: 7000, currency: 'GBP' }, hint: 'Also €300.00' },
    { id: 'days', value: { kind: 'money', amount: 12_000, currency: 'GBP' }, hint: 'Also €300.00' },
    { id: 'fees', value: { kind: 'money', amount: 220, currency: 'GBP' } },
  ]);
  const bobs = await panel(staff, { customerId: bob });
  expect(bobs.rows).toHaveLength(1);
  expect(bobs.metrics.map(({ value }) => value)).toMatchObject([{ amount: 30_000 }, { amount: 30_000 }]);
});

test('a quiet month says nothing came in, and a tenant without payments gets no figures', async () => {
  const [tenant, customerId] = [newId(), newId()];
  await world.happened({ tenant, customerId, status: 'succeeded', at: ago(90), currency: 'JPY' });
  expect((await panel(asStaff(tenant))).metrics).toMatchObject([
    { value: { amount: 0, currency: 'JPY' } },
    { value: { amount: 0, currency: 'JPY' } },
  ]);
  const empty = await panel(asStaff(newId()));
  expect(empty).toMatchObject({ metrics: [], rows: [], next: null, empty: { title: 'No payments yet' } });
});

test('a customer sees what they paid and what is on its way, and nothing that is not theirs to know', async () => {
  const { tenant, ada, rows } = await aTown();
  const view = await panel(asCustomer(tenant, ada));
  const { old, april, may, processing } = rows;
  expect(view.rows.map(({ id }) => id)).toEqual([processing.attemptId, may.paymentId, april.paymentId, old.paymentId]);
  expect(view.columns.map(({ id }) => id)).toEqual(['date', 'amount', 'status']);
  for (const row of view.rows) expect(Object.keys(row.cells).sort()).toEqual(['amount', 'date', 'status']);
  expect(view.metrics.map(({ id }) => id)).toEqual(['month', 'days']);
  // Ids are random: any short word may stand in one.
  const text = JSON.stringify(view).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id');
  for (const secret of ['ch_', 'pi_', 'fee', 'Fee', 'stolen', 'declined', 'Declined', 'customerId', 'EUR', '€', '125'])
    expect(text).not.toContain(secret);
});

test("neither filter, customer nor cursor leads to another's payments", async () => {
  const [mine, theirs] = [await aTown(), await aTown()];
  const { next } = await panel(theirs.staff, { limit: 1 });
  expect(next).not.toBeNull();
  const foreign = Object.values(theirs.rows).flatMap((row) => [row.attemptId, row.paymentId]);
  for (const asked of [{}, { after: next ?? '' }, { customerId: theirs.ada }, { filter: 'declined', limit: 100 }])
    for (const { id } of (await panel(mine.staff, asked)).rows) expect(foreign).not.toContain(id);
  const me = asCustomer(mine.tenant, mine.ada);
  const bobs = await panel(me, { customerId: mine.bob });
  expect(bobs).toMatchObject({ rows: [], metrics: [] });
  expect(bobs.filters.every(({ count }) => count === 0)).toBe(true);
  // Filters that only staff have fall back to the customer's own.
  for (const filter of ['declined', 'underWay', 'cancelled'])
    expect((await panel(me, { filter })).rows.map(({ id }) => id)).not.toContain(mine.rows.wrong.attemptId);
});

test('pages hold every row once', async () => {
  const { staff, tenant, ada } = await aTown();
  const [crowded, customerId] = [newId(), newId()];
  // All of one and the same moment.
  for (let i = 0; i < 7; i += 1) await world.happened({ tenant: crowded, customerId, status: 'succeeded', at: ago(1) });
  for (const [person, total] of [
    [staff, 8],
    [asCustomer(tenant, ada), 4],
    [asStaff(crowded), 7],
  ] as const) {
    const found: string[] = [];
    let after: string | undefined;
    for (let more = true; more; more = after !== undefined) {
      const view = await panel(person, { limit: 3, ...(after !== undefined && { after }) });
      found.push(...view.rows.map(({ id }) => id));
      after = view.next ?? undefined;
    }
    expect(found).toHaveLength(total);
    expect(new Set(found).size).toBe(total);
  }
});

test('troubles are declines that were not made good, tries of unknown outcome, and events that went astray', async () => {
  const [tenant, customerId, paidLater] = [newId(), newId(), newId()];
  const make = (more: Partial<Try> & Pick<Try, 'status' | 'at'>) => world.happened({ tenant, customerId, ...more });
  const lost = await make({ status: 'planned', at: ago(1 / 24), amount: null });
  await make({ status: 'planned', at: ago(1 / 24 / 60) });
  const stuck = await make({ status: 'processing', at: ago(15) });
  await make({ status: 'processing', at: ago(5) });
  const wrong = await make({ status: 'created', at: ago(2), error: declined });
  const again = await make({ status: 'cancelled', at: ago(1), error: declined, invoiceId: wrong.invoiceId });
  await make({ status: 'created', at: ago(8), error: declined });
  await make({ status: 'cancelled', at: ago(3), error: declined, invoiceId: paidLater });
  await make({ status: 'succeeded', at: ago(2), error: declined, invoiceId: paidLater });
  const partly = await make({ status: 'succeeded', at: ago(5) });
  const rest = await make({ status: 'created', at: ago(4), error: declined, invoiceId: partly.invoiceId });
  await make({ status: 'created', at: ago(1) });
  for (const status of ['failed', 'unmatched', 'unmatched', 'processed', 'ignored']) await world.event(tenant, status);
  const ask = (person: Person) => world.client.query(contract.listTroubles, {}, person);
  const told = await ask(asStaff(tenant, 'readOnly'));
  expect(told.troubles.map(({ attemptId }) => attemptId)).toEqual([
    ...[lost.attemptId, again.attemptId, rest.attemptId, stuck.attemptId],
  ]);
  expect(told.troubles[0]).toMatchObject({ status: 'planned', amount: 0, declineCode: null });
  expect(told.troubles[1]).toMatchObject({ declineCode: 'stolen_card', amount: 12_000, invoiceId: wrong.invoiceId });
  expect(told).toMatchObject({ failedEvents: 1, unmatchedEvents: 2 });
  expect(await ask(asStaff(newId()))).toEqual({
    troubles: [],
    failedEvents: 0,
    unmatchedEvents: 0,
    refusingEndpoints: 0,
  });
});
