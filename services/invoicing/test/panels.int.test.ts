import { invoicing as contract, type PanelView } from '@purser/contracts';
import { newId, type Role } from '@purser/message';
import { asCustomer, asStaff, type Person } from '@purser/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { aCustomer, aDraft, aTenant, issue, line, openWorld, record, setTime, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());
afterEach(() => setTime(world, 0));

type Asked = Parameters<typeof world.client.query<typeof contract.invoicesPanel>>[1];
const panel = (as: Person, asked: Asked = {}): Promise<PanelView> =>
  world.client.query(contract.invoicesPanel, asked, as);
const list = (as: Person, asked = {}) => world.client.query(contract.listInvoices, asked, as);
const untaxed = (amount: number) => ({ lines: [line('a', amount, { taxes: [] })] });
const counts = ({ filters }: PanelView) => Object.fromEntries(filters.map(({ id, count }) => [id, count]));
const figures = ({ metrics }: PanelView) =>
  Object.fromEntries(
    metrics.map(({ id, value, hint }) => [
      id,
      [value.kind === 'money' ? value.amount : value.kind === 'count' ? value.count : null, hint],
    ]),
  );
const statuses = ({ rows }: PanelView) =>
  rows.map(({ cells }) => (cells.status?.kind === 'status' ? cells.status.status : null));
const idsOf = ({ rows }: PanelView) => rows.map(({ id }) => id);

/** One invoice of each status, made in this order at the same customer, and one in another currency at another. */
async function street() {
  setTime(world, '2027-05-20T12:00:00Z');
  const tenant = await aTenant(world);
  const [ada, grace] = [await aCustomer(world, tenant), await aCustomer(world, tenant, { currency: 'EUR' })];
  const made = async (amount: number, day: string, customerId = ada) => {
    setTime(world, `${day}T12:00:00Z`);
    return aDraft(world, tenant, customerId, untaxed(amount));
  };
  const issued = async (amount: number, day: string, customerId = ada) => {
    const invoiceId = await made(amount, day, customerId);
    await issue(world, tenant, invoiceId);
    return invoiceId;
  };
  const pay = (invoiceId: string, amount: number) => record(world, { tenant, invoiceId }, { amount });
  const paid = await issued(10_00, '2027-04-01');
  await pay(paid, 10_00);
  const late = await issued(20_00, '2027-04-02');
  const lateInPart = await issued(30_00, '2027-04-03');
  await pay(lateInPart, 5_00);
  const gone = await issued(40_00, '2027-05-10');
  await world.client.command(contract.voidInvoice, { invoiceId: gone, reason: 'Wrong' }, asStaff(tenant));
  const part = await issued(50_00, '2027-05-11');
  await pay(part, 1_00);
  const open = await issued(60_00, '2027-05-12');
  const euros = await issued(70_00, '2027-05-13', grace);
  const draft = await made(80_00, '2027-05-14');
  setTime(world, '2027-05-20T12:00:00Z');
  return { tenant, ada, grace, paid, late, lateInPart, gone, part, open, euros, draft };
}

test("staff see every invoice, counted and summed in the tenant's currency, others in a hint", async () => {
  const { tenant, draft, euros, open, part, gone, lateInPart, late, paid } = await street();
  const view = await panel(asStaff(tenant));
  expect(idsOf(view)).toEqual([draft, euros, open, part, gone, lateInPart, late, paid]);
  expect(statuses(view)).toEqual(['draft', 'open', 'open', 'partlyPaid', 'void', 'overdue', 'overdue', 'paid']);
  expect(counts(view)).toEqual({
    all: 8,
    outstanding: 5,
    overdue: 2,
    draft: 1,
    open: 2,
    partlyPaid: 1,
    paid: 1,
    void: 1,
    uncollectible: 0,
  });
  expect(figures(view)).toEqual({
    outstanding: [154_00, 'and €70.00'],
    overdue: [45_00, '2 invoices'],
    paidThisMonth: [1_00, undefined],
    drafts: [1, undefined],
  });
  expect(view.rows[0]).toMatchObject({ href: `invoice:${draft}`, cells: { number: { text: 'Draft' } } });
  expect(view.rows[5]?.cells).toMatchObject({
    number: { kind: 'text', text: 'NW-0003' },
    customer: { kind: 'customer', name: null },
    issued: { date: '2027-04-03' },
    due: { date: '2027-05-03' },
    total: { amount: 30_00, currency: 'GBP' },
    dueAmount: { amount: 25_00, currency: 'GBP' },
  });
});

test('each filter shows what its count says, and each figure is the sum of the rows of its filter', async () => {
  const { tenant } = await street();
  const staff = asStaff(tenant);
  const all = await panel(staff);
  for (const { id, count } of all.filters) {
    const view = await panel(staff, { filter: id });
    expect([view.activeFilter, view.rows.length], id).toEqual([id, count]);
  }
  for (const { id, filter, value } of all.metrics) {
    if (!filter || value.kind !== 'money') continue;
    const { rows } = await panel(staff, { filter });
    const dues = rows.map(({ cells }) => cells.dueAmount);
    const sum = dues.reduce((all, due) => all + (due?.kind === 'money' && due.currency === 'GBP' ? due.amount : 0), 0);
    expect(sum, id).toBe(value.amount);
  }
  // A filter nobody has shows all.
  expect((await panel(staff, { filter: 'constructor' })).activeFilter).toBe('all');
});

test('what can be done with a row is what may be done with it, by whoever looks', async () => {
  const { tenant, late, lateInPart, open, part, paid, gone, draft } = await street();
  const actionsOf = async (role: Role) => {
    const { rows, bulkActions } = await panel(asStaff(tenant, role));
    const on = new Map(rows.map(({ id, actions }) => [id, actions.map((action) => action.id).join()]));
    return { on, bulk: bulkActions.map(({ id }) => id).join() };
  };
  const owner = await actionsOf('accountant');
  expect(owner.bulk).toBe('issue,send,csv,void');
  expect(owner.on.get(draft)).toBe('issue,edit');
  for (const id of [late, open]) expect(owner.on.get(id)).toBe('send,recordPayment,pdf,void');
  for (const id of [lateInPart, part]) expect(owner.on.get(id)).toBe('send,recordPayment,pdf');
  expect([owner.on.get(paid), owner.on.get(gone)]).toEqual(['send,pdf', 'pdf']);
  const reader = await actionsOf('readOnly');
  expect([reader.bulk, reader.on.get(draft), reader.on.get(open)]).toEqual(['csv', '', 'pdf']);
});

test('a customer sees their own invoices and no drafts, whomever they ask for, and may pay what is due', async () => {
  const { tenant, ada, grace, open, part, gone, lateInPart, late, paid, euros } = await street();
  const adas = [open, part, gone, lateInPart, late, paid];
  for (const asked of [{}, { customerId: ada }, { customerId: grace }, { filter: 'draft' }]) {
    const view = await panel(asCustomer(tenant, ada), asked);
    expect(idsOf(view)).toEqual(adas);
    expect(counts(view)).toEqual({ all: 6, outstanding: 4, overdue: 2, paid: 1 });
  }
  const view = await panel(asCustomer(tenant, ada));
  expect(figures(view)).toEqual({ due: [154_00, undefined], overdue: [45_00, undefined], paid: [16_00, undefined] });
  expect(view.columns.map(({ id }) => id)).not.toContain('customer');
  expect(JSON.stringify(view)).not.toContain(grace);
  expect(view.rows.map(({ actions }) => actions.map(({ id }) => id).join())).toEqual([
    'pay,pdf',
    'pay,pdf',
    'pdf',
    'pay,pdf',
    'pay,pdf',
    'pdf',
  ]);
  const theirs = await panel(asCustomer(tenant, grace));
  expect(idsOf(theirs)).toEqual([euros]);
  expect(figures(theirs)).toEqual({ due: [70_00, undefined], overdue: [0, undefined], paid: [0, undefined] });
  // Nor is there a way round the panel.
  for (const asked of [{}, { customerId: grace }, { status: 'draft' }, { number: 'NW' }]) {
    const { invoices } = await list(asCustomer(tenant, ada), asked);
    const seen = 'status' in asked ? [] : adas;
    expect(invoices.map(({ invoiceId }) => invoiceId)).toEqual(seen);
  }
  const stranger = await aTenant(world);
  expect((await panel(asStaff(stranger))).rows).toEqual([]);
  expect((await panel(asStaff(stranger), { customerId: ada })).rows).toEqual([]);
});

test("staff look at one customer's invoices, in that customer's currency", async () => {
  const { tenant, grace, euros } = await street();
  const view = await panel(asStaff(tenant), { customerId: grace });
  expect(idsOf(view)).toEqual([euros]);
  expect(figures(view)).toMatchObject({ outstanding: [70_00, undefined], paidThisMonth: [0, undefined] });
  expect(view.columns.map(({ id }) => id)).not.toContain('customer');
});

test('a search goes by the beginning of the number, and takes no pattern', async () => {
  const { tenant, late, open } = await street();
  const staff = asStaff(tenant);
  expect(idsOf(await panel(staff, { search: 'nw-0002' }))).toEqual([late]);
  expect(idsOf(await panel(staff, { search: ' NW-0006 ' }))).toEqual([open]);
  expect((await panel(staff, { search: 'NW-' })).rows).toHaveLength(7);
  for (const search of ['0002', 'NW_0002', '%', "'; drop table invoices; --"])
    expect((await panel(staff, { search })).rows, search).toEqual([]);
  expect((await list(staff, { number: 'nw-000', status: 'overdue' })).invoices).toHaveLength(2);
});

test('pages go on where the last one ended, also among invoices of one moment, each invoice once', async () => {
  setTime(world, '2027-05-20T12:00:00Z');
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  const ids: string[] = [];
  for (let i = 0; i < 7; i++) ids.push(await aDraft(world, tenant, customerId, untaxed(1)));
  await world.admin`update invoicing.invoices set created_at = '2027-05-20T12:00:00Z' where tenant_id = ${tenant}`;
  const staff = asStaff(tenant);
  const walk = async (page: (after?: string) => Promise<{ ids: string[]; next: string | null }>) => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const { ids: some, next } = await page(after);
      expect(some.length).toBeLessThanOrEqual(3);
      seen.push(...some);
      after = next ?? undefined;
    } while (after);
    return seen;
  };
  const expected = ids.toSorted().toReversed();
  const ofPanel = walk(async (after) => {
    const view = await panel(staff, { limit: 3, ...(after && { after }) });
    return { ids: idsOf(view), next: view.next };
  });
  expect(await ofPanel).toEqual(expected);
  const ofList = walk(async (after) => {
    const { invoices, next } = await list(staff, { limit: 3, ...(after && { after }) });
    return { ids: invoices.map(({ invoiceId }) => invoiceId), next };
  });
  expect(await ofList).toEqual(expected);
  for (const after of ['x', `2027-13-45T00:00:00.000Z ${newId()}`, `${newId()} ${newId()}`])
    await expect(panel(staff, { after })).rejects.toMatchObject({ kind: 'invalid', code: 'invalid_cursor' });
});

test('a list goes by status as the calendar on the wall of the tenant has it', async () => {
  const { tenant, late, lateInPart, euros, open, part, ada } = await street();
  const ofStatus = async (status: string, more = {}) =>
    (await list(asStaff(tenant), { status, ...more })).invoices.map(({ invoiceId }) => invoiceId);
  expect(await ofStatus('overdue')).toEqual([lateInPart, late]);
  expect(await ofStatus('open')).toEqual([euros, open]);
  expect(await ofStatus('open', { customerId: ada })).toEqual([open]);
  expect(await ofStatus('uncollectible')).toEqual([]);
  setTime(world, '2027-06-11T12:00:00Z');
  expect(await ofStatus('overdue')).toEqual([part, lateInPart, late]);
  const { invoices } = await list(asStaff(tenant), { number: 'NW-0005' });
  expect(invoices).toMatchObject([{ status: 'overdue', total: 50_00, due: 49_00, dueDate: '2027-06-10' }]);
});

test('what is owed to the tenant is summed per currency, the longest overdue first', async () => {
  const { tenant, late, lateInPart, ada } = await street();
  const receivables = () => world.client.query(contract.getReceivables, {}, asStaff(tenant, 'readOnly'));
  expect(await receivables()).toEqual({
    currencies: [
      {
        currency: 'EUR',
        outstanding: 70_00,
        outstandingCount: 1,
        overdue: 0,
        overdueCount: 0,
        draft: 0,
        draftCount: 0,
      },
      {
        currency: 'GBP',
        outstanding: 154_00,
        outstandingCount: 4,
        overdue: 45_00,
        overdueCount: 2,
        draft: 80_00,
        draftCount: 1,
      },
    ],
    overdue: [
      { invoiceId: late, customerId: ada, number: 'NW-0002', due: 20_00, currency: 'GBP', dueDate: '2027-05-02' },
      { invoiceId: lateInPart, customerId: ada, number: 'NW-0003', due: 25_00, currency: 'GBP', dueDate: '2027-05-03' },
    ],
  });
  await expect(world.client.query(contract.getReceivables, {}, asCustomer(tenant, ada))).rejects.toMatchObject({
    kind: 'denied',
  });
});

test('an empty panel says what to do next', async () => {
  const tenant = await aTenant(world);
  const empty = (await panel(asStaff(tenant))).empty;
  expect(empty).toMatchObject({ title: 'No invoices yet', action: { label: 'New invoice' } });
  expect((await panel(asStaff(tenant, 'readOnly'))).empty.action).toBeNull();
  expect((await panel(asStaff(tenant), { search: 'X' })).empty.title).toBe('No such invoice');
});
