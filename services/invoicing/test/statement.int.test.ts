import { invoicing as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { asCustomer, asStaff } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  aCustomer,
  aDraft,
  anInvoice,
  aTenant,
  issue,
  line,
  openWorld,
  pay,
  readDocument,
  record,
  setTime,
  type World,
} from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());

const statement = (tenant: string, customerId: string, from: string, until: string, currency?: string) =>
  world.client.query(
    contract.getStatement,
    { customerId, from, until, ...(currency && { currency }) },
    asStaff(tenant),
  );
const sum = (amounts: readonly number[]) => amounts.reduce((all, amount) => all + amount, 0);
type Statement = Awaited<ReturnType<typeof statement>>;

/** What must hold of every statement. */
function holds({ opening, entries, closing, ageing, creditAvailable }: Statement) {
  expect(opening + sum(entries.map(({ debit, credit }) => debit - credit))).toBe(closing);
  expect(sum(Object.values(ageing)) - creditAvailable).toBe(closing);
  let balance = opening;
  for (const entry of entries) {
    balance += entry.debit - entry.credit;
    expect(entry.balance).toBe(balance);
    expect(Math.min(entry.debit, entry.credit)).toBe(0);
  }
  expect(entries.map(({ date }) => date)).toEqual(entries.map(({ date }) => date).toSorted());
}

/** A spring in the life of a customer: bills, money in parts and too much of it, a credit note, a void, another currency. */
async function aSpring() {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  const bill = async (day: string, net: number, more = {}) => {
    setTime(world, `${day}T12:00:00Z`);
    const lines = [line('a', net, { taxes: [] })];
    const invoiceId = await aDraft(world, tenant, customerId, { lines, terms_days: 14, ...more });
    await issue(world, tenant, invoiceId, { applyCredit: false });
    return { tenant, customerId, invoiceId };
  };
  const first = await bill('2026-01-05', 100_00);
  const voided = await bill('2026-01-20', 70_00);
  const second = await bill('2026-02-01', 50_00);
  await bill('2026-02-03', 9_000, { currency: 'JPY' });
  setTime(world, '2026-02-10T12:00:00Z');
  await record(world, first, { amount: 40_00, receivedOn: '2026-02-09' });
  await world.client.command(contract.voidInvoice, { invoiceId: voided.invoiceId, reason: 'twice' }, asStaff(tenant));
  setTime(world, '2026-03-02T12:00:00Z');
  await pay(world, second, { amount: 65_00, receivedAt: '2026-03-01T09:00:00.000Z' });
  const credit = { creditNoteId: newId(), invoiceId: first.invoiceId, lines: [{ lineId: 'a', amount: 25_00 }] };
  await world.client.command(contract.creditInvoice, { ...credit, reason: 'agreed' }, asStaff(tenant));
  const third = await bill('2026-03-20', 30_00);
  return { tenant, customerId, first, second, third };
}

test('opening and entries come to the closing, which is what is due less the credit, for whatever time is asked', async () => {
  const { tenant, customerId } = await aSpring();
  setTime(world, '2026-04-01T12:00:00Z');
  try {
    const days = [
      '2025-12-31',
      '2026-01-05',
      '2026-01-20',
      '2026-02-09',
      '2026-02-10',
      '2026-03-01',
      '2026-03-20',
      '2026-04-01',
    ];
    for (const from of days)
      for (const until of days.filter((day) => day >= from)) holds(await statement(tenant, customerId, from, until));
    // Whatever the time is cut into, one ends where the next begins.
    const [jan, feb] = [
      await statement(tenant, customerId, '2026-01-01', '2026-01-31'),
      await statement(tenant, customerId, '2026-02-01', '2026-02-28'),
    ];
    expect(feb.opening).toBe(jan.closing);
    const all = await statement(tenant, customerId, '1926-01-01', '2126-01-01');
    expect(all.entries.map(({ date, kind, debit, credit, balance }) => [date, kind, debit - credit, balance])).toEqual([
      ['2026-01-05', 'invoice', 100_00, 100_00],
      ['2026-01-20', 'invoice', 70_00, 170_00],
      ['2026-02-01', 'invoice', 50_00, 220_00],
      ['2026-02-09', 'payment', -40_00, 180_00],
      ['2026-02-10', 'void', -70_00, 110_00],
      ['2026-03-01', 'payment', -65_00, 45_00],
      ['2026-03-02', 'creditNote', -25_00, 20_00],
      ['2026-03-20', 'invoice', 30_00, 50_00],
    ]);
    expect(all).toMatchObject({ opening: 0, closing: 50_00, creditAvailable: 15_00, currencies: ['GBP', 'JPY'] });
    // In the middle of the story it says what was so then.
    expect(await statement(tenant, customerId, '2026-02-01', '2026-02-09')).toMatchObject({
      ...{ opening: 170_00, closing: 180_00, creditAvailable: 0 },
      ageing: { current: 50_00, days1to30: 130_00, days31to60: 0, days61to90: 0, over90: 0 },
    });
  } finally {
    setTime(world, 0);
  }
});

test('credit that settles an invoice moves nothing; what is asked back is owed; a write-off is the tenant’s affair and changes no statement', async () => {
  const { tenant, customerId, first, third } = await aSpring();
  const at = (day: string) => setTime(world, `${day}T12:00:00Z`);
  try {
    at('2026-04-02');
    const apply = { applicationId: newId(), invoiceId: third.invoiceId, amount: 10_00 };
    await world.client.command(contract.applyCredit, apply, asStaff(tenant));
    at('2026-04-05');
    const back = { creditNoteId: newId(), invoiceId: first.invoiceId, amount: 45_00, to: 'refund' as const };
    await world.client.command(contract.creditInvoice, { ...back, reason: 'agreed' }, asStaff(tenant));
    const before = await statement(tenant, customerId, '2026-01-01', '2026-04-30', 'GBP');
    holds(before);
    expect(before.entries.slice(-2).map(({ kind, debit, credit }) => [kind, debit, credit])).toEqual([
      ['refund', 10_00, 0],
      ['creditNote', 0, 45_00],
    ]);

    at('2026-04-10');
    const { invoiceId } = third;
    await world.client.command(contract.writeOffInvoice, { invoiceId, reason: 'gone' }, asStaff(tenant));
    expect(await statement(tenant, customerId, '2026-01-01', '2026-04-30', 'GBP')).toEqual(before);
    at('2026-04-20');
    await record(world, third, { amount: 5_00, receivedOn: '2026-04-20' });
    const after = await statement(tenant, customerId, '2026-04-06', '2026-04-30', 'GBP');
    holds(after);
    expect(after).toMatchObject({ opening: before.closing, closing: before.closing - 5_00 });
  } finally {
    setTime(world, 0);
  }
});

test('statements of today are what is owed in all', async () => {
  const { tenant, customerId } = await aSpring();
  setTime(world, '2026-06-20T12:00:00Z');
  try {
    const { currencies } = await world.client.query(contract.getReceivables, {}, asStaff(tenant));
    const report = await world.client.query(contract.getAgeing, {}, asStaff(tenant));
    for (const { currency, outstanding, overdue } of currencies) {
      const { ageing, closing, creditAvailable } = await statement(
        tenant,
        customerId,
        '2026-01-01',
        '2026-06-20',
        currency,
      );
      expect(closing + creditAvailable).toBe(outstanding);
      expect(sum(Object.values(ageing)) - ageing.current).toBe(overdue);
      const [owed, ofCustomer] = [report.currencies, report.customers].map((rows) =>
        rows.find((row) => row.currency === currency),
      );
      expect([owed?.ageing, ofCustomer?.ageing, owed?.total]).toEqual([ageing, ageing, outstanding]);
    }
    expect(currencies).toHaveLength(2);
  } finally {
    setTime(world, 0);
  }
});

test('each figure of the ageing report opens the invoices it is made of', async () => {
  const { tenant, customerId, first, third } = await aSpring();
  setTime(world, '2026-04-15T12:00:00Z');
  try {
    const owner = asStaff(tenant);
    const report = await world.client.query(contract.getAgeing, {}, owner);
    for (const { currency, ageing, counts } of report.currencies)
      for (const bucket of contract.ageBucket.options) {
        const list = await world.client.query(contract.listOwed, { currency, bucket, customerId }, owner);
        expect([list.invoices.length, sum(list.invoices.map(({ due }) => due))]).toEqual([
          counts[bucket],
          ageing[bucket],
        ]);
      }
    const page = await world.client.query(contract.listOwed, { currency: 'GBP', limit: 1 }, owner);
    expect(page.invoices).toMatchObject([{ invoiceId: first.invoiceId, daysLate: 86, due: 35_00 }]);
    const rest = await world.client.query(
      contract.listOwed,
      { currency: 'GBP', limit: 1, after: page.next ?? '' },
      owner,
    );
    expect(rest).toMatchObject({ invoices: [{ invoiceId: third.invoiceId, daysLate: 12 }], next: null });
    await expect(world.client.query(contract.listOwed, { after: 'x' }, owner)).rejects.toMatchObject({
      code: 'invalid_cursor',
    });
  } finally {
    setTime(world, 0);
  }
});

test('a statement is frozen once for what it says, and prints as it was', async () => {
  const { tenant, customerId, second } = await aSpring();
  setTime(world, '2026-04-01T12:00:00Z');
  try {
    const period = { customerId, from: '2026-01-01', until: '2026-03-31' };
    const make = (more = {}) =>
      world.client.command(contract.makeStatement, { documentId: newId(), ...period, ...more }, asStaff(tenant));
    const [one, again, other] = [await make(), await make(), await make({ until: '2026-02-28' })];
    expect(again.documentId).toBe(one.documentId);
    expect(other.documentId).not.toBe(one.documentId);
    const { model, kind, invoiceId } = await readDocument(world, tenant, one.documentId);
    const read = await statement(tenant, customerId, period.from, period.until);
    expect([kind, invoiceId]).toEqual(['statement', null]);
    expect(model).toMatchObject({ opening: read.opening, closing: read.closing, ageing: read.ageing });
    expect('entries' in model && model.entries.length).toBe(read.entries.length);
    await pay(world, second, { amount: 1_00, receivedAt: '2026-03-30T09:00:00.000Z' });
    expect((await readDocument(world, tenant, one.documentId)).model).toEqual(model);
    expect((await make()).documentId).not.toBe(one.documentId);
    const printed = await world.client.command(
      contract.renderDocument,
      { documentId: one.documentId },
      asStaff(tenant),
    );
    expect(printed.file.type).toBe('application/pdf');
  } finally {
    setTime(world, 0);
  }
});

test('a customer reads their own account and nobody else’s, and no tenant reads another’s', async () => {
  const [mine, theirs] = [await anInvoice(world), await anInvoice(world)];
  const bob = await aCustomer(world, mine.tenant);
  const period = { from: '2020-01-01', until: '2100-01-01' };
  const ask = (person: ReturnType<typeof asStaff>, customerId: string) =>
    world.client.query(contract.getStatement, { customerId, ...period }, person);
  const make = (person: ReturnType<typeof asStaff>, customerId: string) =>
    world.client.command(contract.makeStatement, { documentId: newId(), customerId, ...period }, person);
  expect((await ask(asCustomer(mine.tenant, mine.customerId), mine.customerId)).closing).toBe(120_00);
  expect(await make(asCustomer(mine.tenant, mine.customerId), mine.customerId)).toMatchObject({
    customerId: mine.customerId,
  });
  const elsewhere = asStaff(theirs.tenant);
  for (const person of [asCustomer(mine.tenant, bob), asCustomer(theirs.tenant, theirs.customerId), elsewhere]) {
    await expect(ask(person, mine.customerId)).rejects.toMatchObject({ code: 'customer_not_found' });
    await expect(make(person, mine.customerId)).rejects.toMatchObject({ code: 'customer_not_found' });
  }
  await expect(
    world.client.query(contract.getCustomerStanding, { customerId: mine.customerId }, elsewhere),
  ).rejects.toMatchObject({ code: 'customer_not_found' });
  for (const query of [contract.getAgeing, contract.listOwed] as const)
    await expect(world.client.query(query, {}, asCustomer(mine.tenant, bob))).rejects.toMatchObject({ kind: 'denied' });
  expect(
    (await world.client.query(contract.getAgeing, {}, elsewhere)).customers.map(({ customerId }) => customerId),
  ).toEqual([theirs.customerId]);
});

test('days in the wrong order, days there are not and currencies nobody uses are refused', async () => {
  const { tenant, customerId } = await anInvoice(world);
  const refused = (from: string, until: string, currency?: string) =>
    expect(statement(tenant, customerId, from, until, currency)).rejects.toMatchObject({ kind: 'invalid' });
  await refused('2026-02-01', '2026-01-31');
  await refused('2026-02-30', '2026-03-31');
  await refused('2026-01-01', '2026-03-31', 'XXQ');
});

test('the grade is of what was paid and what is late, in words', async () => {
  const { tenant, customerId } = await aSpring();
  const standing = () => world.client.query(contract.getCustomerStanding, { customerId }, asStaff(tenant));
  setTime(world, '2026-03-25T12:00:00Z');
  try {
    expect(await standing()).toMatchObject({ grade: 'D', figures: { settledInvoices: 2, longestOverdue_days: 65 } });
    setTime(world, '2030-01-01T12:00:00Z');
    expect((await standing()).figures.settledInvoices).toBe(0);
  } finally {
    setTime(world, 0);
  }
});
