import { reporting as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { asCustomer, asService, asStaff } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Books, openBooks } from './books.ts';
import { entriesOfPaidInvoice, paidInvoice, voidedInvoice } from './history.ts';

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books?.stop());

async function aPaidInvoice(tenant = newId()) {
  const history = paidInvoice(tenant);
  await books.tell(history.messages);
  await books.heard(tenant, history.messages);
  return { tenant, ...history };
}

test('an entry shows what it is about, when it counts and when it was booked', async () => {
  const { tenant, invoiceId } = await aPaidInvoice();
  const { entries } = await books.journal(tenant, { invoiceId });
  expect(entries.find(({ kind }) => kind === 'invoiceIssued')).toEqual({
    entryId: expect.any(String),
    kind: 'invoiceIssued',
    sourceId: invoiceId,
    invoiceId,
    currency: 'GBP',
    effectiveOn: '2026-03-01',
    bookedAt: expect.stringMatching(/^\d{4}-.+Z$/),
    postings: [
      { account: 'receivables', amount: 12_000 },
      { account: 'taxPayable', amount: -2_000 },
      { account: 'revenue', amount: -10_000 },
    ],
  });
  expect(contract.listJournal.output.safeParse({ entries, next: null }).success).toBe(true);
});

test('a journal is read to its end by pages, each entry once', async () => {
  const { tenant } = await aPaidInvoice();
  await aPaidInvoice(tenant);
  const seen: string[] = [];
  let after: string | null | undefined;
  do {
    const page = await books.journal(tenant, { limit: 5, ...(after ? { after } : {}) });
    expect(page.entries.length).toBeLessThanOrEqual(5);
    seen.push(...page.entries.map(({ entryId }) => entryId));
    after = page.next;
  } while (after);
  expect(seen).toEqual([...new Set(seen)].toSorted());
  expect(seen.length).toBe(2 * entriesOfPaidInvoice);
});

test("an invoice's journal holds what names that invoice, and nothing else", async () => {
  const { tenant, invoiceId } = await aPaidInvoice();
  await aPaidInvoice(tenant);
  const { entries, next } = await books.journal(tenant, { invoiceId });
  expect(entries.map(({ kind }) => kind).toSorted()).toEqual([
    'creditNoteIssued',
    'invoiceIssued',
    'paymentAllocated',
    'paymentReceived',
  ]);
  expect(next).toBeNull();
});

test('a period takes effective dates with both its ends, and each period balances', async () => {
  const { tenant } = await aPaidInvoice();
  const march = await books.balances(tenant, { from: '2026-03-01', to: '2026-03-31' });
  expect(march).toEqual({
    balanced: true,
    balances: [
      { currency: 'GBP', account: 'receivables', amount: 12_000 },
      { currency: 'GBP', account: 'revenue', amount: -10_000 },
      { currency: 'GBP', account: 'stripeClearing', amount: 13_000 },
      { currency: 'GBP', account: 'taxPayable', amount: -2_000 },
      { currency: 'GBP', account: 'unappliedCash', amount: -13_000 },
    ],
  });
  const april = await books.balances(tenant, { from: '2026-04-01' });
  expect(april.balances.find(({ account }) => account === 'stripeFees')?.amount).toBe(400);
  expect(await books.balances(tenant, { to: '2026-02-28' })).toEqual({ balanced: true, balances: [] });
});

test('a period that ends before it begins is refused', async () => {
  await expect(books.balances(newId(), { from: '2026-02-01', to: '2026-01-31' })).rejects.toMatchObject({
    kind: 'invalid',
    errors: [{ path: 'to' }],
  });
});

test('another tenant sees nothing of it', async () => {
  const { tenant: theirs, invoiceId } = await aPaidInvoice();
  const mine = newId();
  await books.tell(voidedInvoice(mine, 700, 70));
  expect((await books.journal(mine, { invoiceId })).entries).toEqual([]);
  expect((await books.balances(mine)).balances.some(({ currency }) => currency === 'GBP')).toBe(false);
  const [row] = await books.runtime.tenantTx(
    { tenant: mine },
    ({ sql }) => sql<{ count: number }[]>`select count(*)::int as count from journal where tenant_id = ${theirs}`,
  );
  expect(row?.count).toBe(0);
  const unscoped = await books.runtime.plainTx(({ sql }) => sql`select from journal`);
  expect(unscoped.length).toBe(0);
});

test('customers and other services may not ask, nor support for the balances', async () => {
  const tenant = newId();
  const ask = (who: Parameters<Books['platform']['client']['query']>[2]) => [
    books.platform.client.query(contract.getTrialBalance, {}, who),
    books.platform.client.query(contract.listJournal, {}, who),
  ];
  const refused = [...ask(asCustomer(tenant, newId())), ...ask(asService(tenant, 'gateway'))];
  for (const asked of refused) await expect(asked).rejects.toMatchObject({ kind: 'denied' });
  const [balances, journal] = ask(asStaff(tenant, 'support'));
  await expect(balances).rejects.toMatchObject({ kind: 'denied' });
  await expect(journal).resolves.toEqual({ entries: [], next: null });
});
