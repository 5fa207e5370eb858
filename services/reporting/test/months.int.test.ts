import { reporting as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { asCustomer, asService, asStaff } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Books, openBooks } from './books.ts';
import { paidInvoice, transferredInvoice, voidedInvoice } from './history.ts';

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books?.stop());

const figures = (tenant: string, to: string, months: number) =>
  books.platform.client.query(contract.getMonthlyFigures, { to, months }, asStaff(tenant, 'readOnly'));

test('each month has what was billed, taxed, collected and kept in it, by the dates that count', async () => {
  const tenant = newId();
  const messages = [
    ...paidInvoice(tenant).messages,
    ...transferredInvoice(tenant).messages,
    ...voidedInvoice(tenant, 500, 95),
  ];
  await books.tell(messages);
  await books.heard(tenant, messages);
  const { months } = await figures(tenant, '2026-04-15', 3);
  const zeros = { billed: 0, tax: 0, collected: 0, fees: 0 };
  expect(months.filter(({ currency }) => currency === 'GBP')).toEqual([
    { month: '2026-02-01', currency: 'GBP', billed: 3_000, tax: 600, collected: 0, fees: 0 },
    // 13,000 by Stripe on the last evening of the month, 4,100 at the bank; what was allocated counts for neither.
    { month: '2026-03-01', currency: 'GBP', billed: 10_000, tax: 2_000, collected: 17_100, fees: 0 },
    // Half was credited, and the fee was told of.
    { month: '2026-04-01', currency: 'GBP', billed: -5_000, tax: -1_000, collected: 0, fees: 400 },
  ]);
  // What was voided in the month of its issue leaves nothing; the currency is there, without a gap.
  expect(months.filter(({ currency }) => currency === 'EUR')).toEqual(
    ['2026-02-01', '2026-03-01', '2026-04-01'].map((month) => ({ month, currency: 'EUR', ...zeros })),
  );
  expect((await figures(tenant, '2026-03-31', 1)).months.map(({ month }) => month)).toEqual([
    '2026-03-01',
    '2026-03-01',
  ]);
  expect(await figures(tenant, '2025-12-31', 12)).toEqual({ months: [], converted: [] });
});

test("another tenant's months are not seen, and neither customers nor services may ask", async () => {
  const [theirs, mine] = [newId(), newId()];
  const { messages } = paidInvoice(theirs);
  await books.tell(messages);
  await books.heard(theirs, messages);
  expect(await figures(mine, '2026-04-15', 12)).toEqual({ months: [], converted: [] });
  for (const who of [asCustomer(theirs, newId()), asService(theirs, 'notifications')])
    await expect(
      books.platform.client.query(contract.getMonthlyFigures, { to: '2026-04-15' }, who),
    ).rejects.toMatchObject({ kind: 'denied' });
});
