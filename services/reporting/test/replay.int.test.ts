import { invoicing } from '@purser/contracts';
import { newId } from '@purser/message';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Books, openBooks, said } from './books.ts';
import { entriesOfPaidInvoice, paidInvoice, shuffled, transferredInvoice, voidedInvoice } from './history.ts';

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books?.stop());

const asBalances = (standing: Record<string, number>, currency = 'GBP') =>
  Object.entries(standing)
    .map(([account, amount]) => ({ currency, account, amount: amount + 0 }))
    .toSorted((a, b) => (a.account < b.account ? -1 : 1));

async function entryCount(tenant: string): Promise<number> {
  const [row] = await books.runtime.tenantTx(
    { tenant },
    ({ sql }) => sql<{ count: number }[]>`select count(*)::int as count from entries`,
  );
  return row?.count ?? 0;
}

test.each([1, 2, 3, 4])('every event twice and out of order leaves the same books (order %i)', async (seed) => {
  const tenant = newId();
  const { messages, standing } = paidInvoice(tenant);
  const all = [...messages, ...voidedInvoice(tenant, 500, 95)];
  await books.tell(shuffled([...all, ...all], seed));
  await books.tell(shuffled(all, seed + 100));
  const statuses = await books.heard(tenant, all);
  expect(new Set(statuses.values())).toEqual(new Set(['done']));
  expect(await entryCount(tenant)).toBe(entriesOfPaidInvoice + 2);
  const { balances, balanced } = await books.balances(tenant);
  expect(balanced).toBe(true);
  expect(balances.filter(({ currency }) => currency === 'GBP')).toEqual(asBalances(standing));
  expect(balances.filter(({ currency }) => currency === 'EUR').every(({ amount }) => amount === 0)).toBe(true);
});

test.each([1, 2, 3])('money from outside, told twice and out of order, is booked once (order %i)', async (seed) => {
  const tenant = newId();
  const { messages, standing } = transferredInvoice(tenant);
  await books.tell(shuffled([...messages, ...messages], seed));
  expect(new Set((await books.heard(tenant, messages)).values())).toEqual(new Set(['done']));
  expect(await entryCount(tenant)).toBe(messages.length);
  expect(await books.balances(tenant)).toEqual({ balanced: true, balances: asBalances(standing) });
});

test('what was booked is not booked again when the ledger has forgotten it', async () => {
  const tenant = newId();
  const { messages, standing } = paidInvoice(tenant);
  await books.tell(messages);
  await books.heard(tenant, messages);
  await books.runtime.tenantTx({ tenant }, ({ sql }) => sql`delete from ledger`);
  await books.tell(messages);
  expect(new Set((await books.heard(tenant, messages)).values())).toEqual(new Set(['done']));
  expect(await entryCount(tenant)).toBe(entriesOfPaidInvoice);
  expect((await books.balances(tenant)).balances).toEqual(asBalances(standing));
});

test('credit from a credit note is heard, and booked once, with the note', async () => {
  const tenant = newId();
  const { messages, creditNoteId } = paidInvoice(tenant);
  await books.tell(messages);
  const statuses = await books.heard(tenant, messages);
  expect(statuses.get(messages[5]!.id)).toBe('done');
  const { entries } = await books.journal(tenant);
  expect(entries.filter(({ sourceId }) => sourceId === creditNoteId).map(({ kind }) => kind)).toEqual([
    'creditNoteIssued',
  ]);
});

test('an event that does not add up waits for somebody, and holds up no other', async () => {
  const tenant = newId();
  const good = Array.from({ length: 30 }, () => voidedInvoice(tenant, 100, 20)).flat();
  const bad = said(invoicing.invoiceVoided, tenant, {
    invoiceId: newId(),
    customerId: newId(),
    currency: 'GBP',
    date: '2026-03-02',
    net: 100,
    tax: 20,
    total: 121,
  });
  await books.tell([...good.slice(0, 20), bad, ...good.slice(20)]);
  const statuses = await books.heard(tenant, [...good, bad]);
  expect(good.every(({ id }) => statuses.get(id) === 'done')).toBe(true);
  // Tried again by and by, so at a look it may just be under way; done it must never be.
  expect(['retrying', 'running', 'failed']).toContain(statuses.get(bad.id));
  expect(await entryCount(tenant)).toBe(good.length);
});

test('5,000 events are booked in batches, exactly', async () => {
  const tenant = newId();
  const histories = Array.from({ length: 715 }, (_, i) => paidInvoice(tenant, 10_000 + 2 * i, 2_000 + 2 * i));
  const messages = shuffled(
    histories.flatMap((history) => history.messages),
    7,
  );
  expect(messages.length).toBeGreaterThanOrEqual(5_000);
  await books.tell(messages);
  await until(
    'all is booked',
    async () => (await entryCount(tenant)) === histories.length * entriesOfPaidInvoice,
    60_000,
  );
  const expected: Record<string, number> = {};
  for (const { standing } of histories)
    for (const [account, amount] of Object.entries(standing)) expected[account] = (expected[account] ?? 0) + amount;
  expect((await books.balances(tenant)).balances).toEqual(asBalances(expected));
  const [transactions] = await books.runtime.tenantTx(
    { tenant },
    ({ sql }) => sql<{ count: number }[]>`select count(distinct xmin::text)::int as count from entries`,
  );
  // One at a time would be a transaction per event.
  expect(transactions?.count).toBeLessThan(messages.length / 10);
});
