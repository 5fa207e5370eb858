import { invoicing as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { asCustomer, asStaff } from '@purser/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { aCustomer, aTenant, line, moveTo, openWorld, read, setTime, type World } from './world.ts';

type Recurring = z.input<typeof contract.createRecurringInvoice.input>;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterEach(() => setTime(world, 0));
afterAll(() => world?.stop());

type Made = { tenant: string; customerId: string; recurringId: string; asked: Recurring };

/** 120.00 each month from 31 January 2027 on, made on 10 January; looked at for three days before it is issued. */
async function aRecurring(more: Partial<Recurring> = {}): Promise<Made> {
  setTime(world, '2027-01-10T12:00:00Z');
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  const recurringId = newId();
  const asked: Recurring = {
    recurringId,
    customerId,
    name: 'Managed IT',
    lines: [line('a', 100_00)],
    every: 1,
    unit: 'month',
    startOn: '2027-01-31',
    review_days: 3,
    note: 'Thank you',
    poNumber: 'PO-7',
    ...more,
  };
  await world.client.command(contract.createRecurringInvoice, asked, asStaff(tenant));
  return { tenant, customerId, recurringId, asked };
}

const get = ({ tenant, recurringId }: Made) =>
  world.client.query(contract.getRecurringInvoice, { recurringId }, asStaff(tenant));
const act = (
  spec:
    | typeof contract.pauseRecurringInvoice
    | typeof contract.resumeRecurringInvoice
    | typeof contract.endRecurringInvoice,
  { tenant, recurringId }: Made,
) => world.client.command(spec, { recurringId }, asStaff(tenant));
const attention = ({ tenant }: Made) => world.client.query(contract.getRecurringAttention, {}, asStaff(tenant));

test('a draft in the morning of its day, looked at, and issued when the days of review are over; then the next month', async () => {
  const made = await aRecurring();
  const { tenant, customerId, recurringId } = made;
  await moveTo(world, tenant, '2027-01-31T08:59:00Z');
  expect((await get(made)).runs).toEqual([]);
  await moveTo(world, tenant, '2027-01-31T09:01:00Z');
  const [run] = (await get(made)).runs;
  expect(run).toMatchObject({ periodOn: '2027-01-31', state: 'review', issueAt: '2027-02-03T09:00:00.000Z' });
  const invoiceId = run?.invoiceId ?? '';
  const draft = await read(world, { tenant, invoiceId });
  expect(draft).toMatchObject({ status: 'draft', customerId, note: 'Thank you', poNumber: 'PO-7' });
  expect(draft.totals.total).toBe(120_00);
  expect((await attention(made)).reviews).toEqual([
    expect.objectContaining({ recurringId, invoiceId, customerId, total: 120_00, name: 'Managed IT' }),
  ]);
  await moveTo(world, tenant, '2027-02-03T08:59:00Z');
  expect((await read(world, { tenant, invoiceId })).status).toBe('draft');
  await moveTo(world, tenant, '2027-02-03T09:01:00Z');
  expect(await read(world, { tenant, invoiceId })).toMatchObject({
    number: 'NW-0001',
    issueDate: '2027-02-03',
    status: 'open',
  });
  const { entries } = await world.client.query(contract.getTimeline, { invoiceId }, asStaff(tenant));
  expect(entries.map(({ what, actor }) => [what, actor.kind])).toEqual([
    ['drafted', 'service'],
    ['recurred', 'service'],
    ['issued', 'service'],
  ]);
  await moveTo(world, tenant, '2027-02-28T09:01:00Z');
  const later = await get(made);
  expect(later.runs.map(({ periodOn, state }) => [periodOn, state])).toEqual([
    ['2027-02-28', 'review'],
    ['2027-01-31', 'issued'],
  ]);
  expect(later.upcoming.slice(0, 2)).toEqual(['2027-03-31', '2027-04-30']);
  expect((await attention(made)).reviewCount).toBe(1);
});

test('after downtime each period that was missed is drafted once, and none in advance', async () => {
  const made = await aRecurring({ review_days: 0, most: 4 });
  await moveTo(world, made.tenant, '2027-03-31T12:00:00Z');
  await moveTo(world, made.tenant, '2027-03-31T12:05:00Z');
  expect((await get(made)).runs.map(({ periodOn, state }) => [periodOn, state])).toEqual([
    ['2027-03-31', 'issued'],
    ['2027-02-28', 'issued'],
    ['2027-01-31', 'issued'],
  ]);
  await moveTo(world, made.tenant, '2028-03-31T12:00:00Z');
  // Four at most: it has come to its end.
  expect(await get(made)).toMatchObject({ state: 'ended', made: 4, upcoming: [] });
  expect((await get(made)).runs).toHaveLength(4);
});

test('what staff change in the days of review is what is issued; what they discard is not', async () => {
  const made = await aRecurring();
  const { tenant, customerId } = made;
  await moveTo(world, tenant, '2027-01-31T09:01:00Z');
  const invoiceId = (await get(made)).runs[0]?.invoiceId ?? '';
  const changed = { invoiceId, customerId, lines: [line('a', 200_00)] };
  await world.client.command(contract.updateDraft, changed, asStaff(tenant));
  await moveTo(world, tenant, '2027-02-28T09:01:00Z');
  expect(await read(world, { tenant, invoiceId })).toMatchObject({ status: 'open', totals: { total: 240_00 } });
  const second = (await get(made)).runs[0]?.invoiceId ?? '';
  await world.client.command(contract.discardDraft, { invoiceId: second }, asStaff(tenant));
  await moveTo(world, tenant, '2027-03-10T09:01:00Z');
  expect((await get(made)).runs.map(({ state, number }) => [state, number])).toEqual([
    ['skipped', null],
    ['issued', 'NW-0001'],
  ]);
});

test('issued by hand in the days of review, it is not issued again', async () => {
  const made = await aRecurring();
  const { tenant } = made;
  await moveTo(world, tenant, '2027-01-31T09:01:00Z');
  const invoiceId = (await get(made)).runs[0]?.invoiceId ?? '';
  await world.client.command(contract.issueInvoice, { invoiceId }, asStaff(tenant));
  await moveTo(world, tenant, '2027-02-10T09:01:00Z');
  expect((await get(made)).runs).toEqual([
    expect.objectContaining({ state: 'issued', number: 'NW-0001', problem: null }),
  ]);
  const issued = (await world.said(tenant)).filter(({ name }) => name === 'invoiceIssued');
  expect(issued).toHaveLength(1);
});

test('what cannot be issued stays a draft, and staff are told why; put right, it can be issued by hand', async () => {
  const made = await aRecurring();
  const { tenant, customerId } = made;
  await moveTo(world, tenant, '2027-01-31T09:01:00Z');
  const invoiceId = (await get(made)).runs[0]?.invoiceId ?? '';
  await world.client.command(contract.updateDraft, { invoiceId, customerId, lines: [] }, asStaff(tenant));
  await moveTo(world, tenant, '2027-02-03T09:01:00Z');
  const problem = expect.stringContaining('This draft cannot be issued yet.');
  expect((await get(made)).runs).toEqual([expect.objectContaining({ state: 'failed', number: null, problem })]);
  expect((await attention(made)).failed).toEqual([expect.objectContaining({ invoiceId, problem })]);
  const draft = { invoiceId, customerId, lines: [line('a', 10_00)] };
  await world.client.command(contract.updateDraft, draft, asStaff(tenant));
  await world.client.command(contract.issueInvoice, { invoiceId }, asStaff(tenant));
  expect((await get(made)).runs).toEqual([expect.objectContaining({ state: 'issued', problem: null })]);
  expect((await attention(made)).failed).toEqual([]);
});

test('paused, nothing is made; resumed, it goes on without what fell into the pause', async () => {
  const made = await aRecurring({ review_days: 0 });
  await moveTo(world, made.tenant, '2027-01-31T12:00:00Z');
  expect(await act(contract.pauseRecurringInvoice, made)).toMatchObject({ state: 'paused' });
  await moveTo(world, made.tenant, '2027-04-15T12:00:00Z');
  expect((await get(made)).runs).toHaveLength(1);
  expect(await act(contract.resumeRecurringInvoice, made)).toMatchObject({ state: 'active', nextOn: '2027-04-30' });
  await moveTo(world, made.tenant, '2027-04-30T12:00:00Z');
  expect((await get(made)).runs.map(({ periodOn }) => periodOn)).toEqual(['2027-04-30', '2027-01-31']);
});

test('what cannot be drafted stops it with the reason; resumed, the period it stopped at is made', async () => {
  const made = await aRecurring({ review_days: 0 });
  const { tenant, recurringId } = made;
  // As if the rules had changed meanwhile: the currency is no longer one.
  await world.admin`
    update invoicing.recurring_invoices set content = replace(content, '{"lines"', '{"currency":"XXQ","lines"')
    where recurring_id = ${recurringId}`;
  await moveTo(world, tenant, '2027-02-10T12:00:00Z');
  const problem = expect.stringContaining('XXQ is not a currency in use.');
  expect(await get(made)).toMatchObject({ state: 'paused', problem, runs: [], made: 0 });
  expect((await attention(made)).stopped).toEqual([expect.objectContaining({ recurringId, problem })]);
  await world.client.command(contract.updateRecurringInvoice, made.asked, asStaff(tenant));
  expect(await act(contract.resumeRecurringInvoice, made)).toMatchObject({ state: 'active', nextOn: '2027-01-31' });
  await moveTo(world, tenant, '2027-02-10T12:01:00Z');
  expect((await get(made)).runs.map(({ periodOn, state }) => [periodOn, state])).toEqual([['2027-01-31', 'issued']]);
  expect((await attention(made)).stopped).toEqual([]);
});

test('ended is for good, and what was made before is issued all the same', async () => {
  const made = await aRecurring();
  await moveTo(world, made.tenant, '2027-01-31T12:00:00Z');
  await act(contract.endRecurringInvoice, made);
  await moveTo(world, made.tenant, '2027-06-01T12:00:00Z');
  expect((await get(made)).runs.map(({ state }) => state)).toEqual(['issued']);
  await expect(act(contract.resumeRecurringInvoice, made)).rejects.toMatchObject({ code: 'recurring_ended' });
  await expect(
    world.client.command(contract.updateRecurringInvoice, made.asked, asStaff(made.tenant)),
  ).rejects.toMatchObject({ code: 'recurring_ended' });
});

test('a changed schedule goes on from today, and bills no day twice', async () => {
  const made = await aRecurring({ review_days: 0 });
  await moveTo(world, made.tenant, '2027-01-31T12:00:00Z');
  const weekly = { ...made.asked, unit: 'week' as const, startOn: '2027-01-31' };
  const changed = await world.client.command(contract.updateRecurringInvoice, weekly, asStaff(made.tenant));
  expect(changed).toMatchObject({ nextOn: '2027-02-07' });
  await moveTo(world, made.tenant, '2027-02-08T12:00:00Z');
  expect((await get(made)).runs.map(({ periodOn }) => periodOn)).toEqual(['2027-02-07', '2027-01-31']);
});

test.each<[string, Partial<Recurring>, string]>([
  ['a first day that is over', { startOn: '2027-01-09' }, 'startOn'],
  ['an end before the beginning', { endOn: '2027-01-30' }, 'endOn'],
  ['the last day of a week', { unit: 'week', monthEnd: true }, 'monthEnd'],
  ['an unknown currency', { currency: 'ZZZ' }, 'currency'],
])('%s is refused', async (_what, wrong, path) => {
  await expect(aRecurring(wrong)).rejects.toMatchObject({
    kind: 'invalid',
    errors: [expect.objectContaining({ path })],
  });
});

test('without lines, and by others than billing staff, none is made; nobody finds those of another tenant', async () => {
  await expect(aRecurring({ lines: [] })).rejects.toMatchObject({ kind: 'invalid' });
  const made = await aRecurring();
  const again = { ...made.asked, recurringId: newId() };
  for (const who of [asStaff(made.tenant, 'readOnly'), asCustomer(made.tenant, made.customerId)])
    await expect(world.client.command(contract.createRecurringInvoice, again, who)).rejects.toMatchObject({
      kind: 'denied',
    });
  const elsewhere = { ...made, tenant: await aTenant(world) };
  await expect(get(elsewhere)).rejects.toMatchObject({ code: 'recurring_invoice_not_found' });
  await expect(act(contract.endRecurringInvoice, elsewhere)).rejects.toMatchObject({
    code: 'recurring_invoice_not_found',
  });
  await expect(
    world.client.command(contract.createRecurringInvoice, made.asked, asStaff(made.tenant)),
  ).rejects.toMatchObject({ code: 'recurring_exists' });
});

test('the panel says how often, when next, and what needs a look', async () => {
  const made = await aRecurring({ every: 3 });
  const panel = await world.client.query(contract.recurringInvoicesPanel, { limit: 25 }, asStaff(made.tenant));
  expect(panel.rows).toHaveLength(1);
  expect(panel.rows[0]).toMatchObject({
    href: `recurring:${made.recurringId}`,
    cells: {
      name: { text: 'Managed IT' },
      rhythm: { text: 'Every 3 months' },
      next: { date: '2027-01-31' },
      status: { status: 'active' },
    },
  });
  expect(panel.rows[0]?.actions.map(({ id }) => id)).toEqual(['edit', 'pause', 'end']);
  const list = await world.client.query(contract.listRecurringInvoices, { limit: 50 }, asStaff(made.tenant));
  expect(list.recurring.map(({ recurringId, nextOn }) => [recurringId, nextOn])).toEqual([
    [made.recurringId, '2027-01-31'],
  ]);
});

test('two workers at once make one draft of a period', async () => {
  const made = await aRecurring({ review_days: 0 });
  const { tenant, recurringId } = made;
  setTime(world, '2027-01-31T09:01:00Z');
  const [row] = await world.admin<{ timer: string }[]>`
    select timer from invoicing.recurring_invoices where recurring_id = ${recurringId}`;
  const asInvoicing = await world.platform.speakAs('invoicing');
  const caller = { tenant, actor: { kind: 'service' as const, name: 'invoicing' } };
  const input = { recurringId, timer: row?.timer ?? '' };
  await Promise.all(Array.from({ length: 4 }, () => asInvoicing.command(contract.runRecurringInvoice, input, caller)));
  await moveTo(world, tenant, '2027-01-31T09:02:00Z');
  expect((await get(made)).runs.map(({ state }) => state)).toEqual(['issued']);
});
