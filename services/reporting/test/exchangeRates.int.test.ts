import { reporting as contract } from '@purser/contracts';
import { newId, type Role } from '@purser/message';
import { asCustomer, asService, asStaff } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Books, openBooks } from './books.ts';
import { paidInvoice } from './history.ts';

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books?.stop());

type Rate = { from: string; effectiveFrom: string; rate: string };
const set = (tenant: string, rates: Rate[], into = 'GBP', role: Role = 'accountant') =>
  books.platform.client.command(contract.setExchangeRates, { into, rates }, asStaff(tenant, role));
const remove = (tenant: string, from: string, effectiveFrom: string, role: Role = 'accountant') =>
  books.platform.client.command(
    contract.removeExchangeRate,
    { into: 'GBP', from, effectiveFrom },
    asStaff(tenant, role),
  );
const list = (tenant: string, page: { into?: string; from?: string; after?: string; limit?: number } = {}) =>
  books.platform.client.query(contract.listExchangeRates, { into: 'GBP', ...page }, asStaff(tenant, 'readOnly'));
const rate = (from: string, effectiveFrom: string, text: string): Rate => ({ from, effectiveFrom, rate: text });

test('rates are listed by currency, the latest first, and one of the same day takes the place of the other', async () => {
  const tenant = newId();
  await set(tenant, [
    rate('USD', '2026-01-01', '0.79'),
    rate('USD', '2026-02-01', '0.800'),
    rate('EUR', '2026-01-01', '0.85'),
  ]);
  await set(tenant, [rate('USD', '2026-01-01', '0.123456789012')]);
  await set(tenant, [rate('USD', '2026-01-01', '1.2')], 'EUR');
  const all = [
    rate('EUR', '2026-01-01', '0.85'),
    rate('USD', '2026-02-01', '0.8'),
    rate('USD', '2026-01-01', '0.123456789012'),
  ];
  expect(await list(tenant)).toEqual({ rates: all, next: null });
  expect((await list(tenant, { from: 'USD' })).rates).toEqual(all.slice(1));
  const first = await list(tenant, { limit: 2 });
  expect(first.rates).toEqual(all.slice(0, 2));
  expect(await list(tenant, { limit: 2, after: first.next ?? '' })).toEqual({ rates: all.slice(2), next: null });
  for (const after of ['USD', 'USD 2026-02-30', "EUR 2026-01-01 '"])
    await expect(list(tenant, { after })).rejects.toMatchObject({ code: 'invalid_cursor' });
  await remove(tenant, 'USD', '2026-02-01');
  expect((await list(tenant)).rates).toEqual([all[0], all[2]]);
  await expect(remove(tenant, 'USD', '2026-02-01')).rejects.toMatchObject({ code: 'exchange_rate_not_found' });
});

test.each([
  ['its own currency', rate('GBP', '2026-01-01', '1'), 'same_currency'],
  ['what is no currency', rate('QQQ', '2026-01-01', '1'), 'unknown_currency'],
  ['zero', rate('USD', '2026-01-01', '0.000'), 'invalid_input'],
  ['below zero', rate('USD', '2026-01-01', '-0.8'), 'invalid_input'],
  ['words', rate('USD', '2026-01-01', 'NaN'), 'invalid_input'],
  ['an exponent', rate('USD', '2026-01-01', '1e3'), 'invalid_input'],
  ['a comma', rate('USD', '2026-01-01', '0,8'), 'invalid_input'],
  ['thirteen digits', rate('USD', '2026-01-01', '0.1234567890123'), 'invalid_input'],
  ['no such day', rate('USD', '2026-02-30', '0.8'), 'invalid_input'],
  ['a day of the year zero', rate('USD', '0000-01-01', '0.8'), 'invalid_input'],
])('a rate is refused, and those beside it with it: %s', async (_, wrong, code) => {
  const tenant = newId();
  await expect(set(tenant, [rate('EUR', '2026-01-01', '0.85'), wrong])).rejects.toMatchObject({ code });
  expect((await list(tenant)).rates).toEqual([]);
});

test('two rates of one currency and day are refused together', async () => {
  const tenant = newId();
  const twice = [rate('USD', '2026-01-01', '0.8'), rate('USD', '2026-01-01', '0.9')];
  await expect(set(tenant, twice)).rejects.toMatchObject({ code: 'rate_twice' });
});

test("months are added up at the rate of each month's last day, and of today in the running one", async () => {
  const tenant = newId();
  const { messages } = paidInvoice(tenant);
  await books.tell(messages);
  await books.heard(tenant, messages);
  const figures = async (to: string) => {
    const input = { to, months: 2, into: 'EUR' };
    return (await books.platform.client.query(contract.getMonthlyFigures, input, asStaff(tenant, 'readOnly')))
      .converted;
  };
  const march = { month: '2026-03-01', currency: 'EUR', ratesOf: '2026-03-31' };
  const april = { month: '2026-04-01', currency: 'EUR', ratesOf: '2026-04-15' };
  const nothing = { billed: 0, tax: 0, collected: 0, withoutRate: ['GBP'] };
  expect(await figures('2026-04-15')).toEqual([
    { ...march, ...nothing },
    { ...april, ...nothing },
  ]);
  await set(
    tenant,
    [
      rate('GBP', '2026-03-31', '1.15'),
      rate('GBP', '2026-04-01', '2'),
      rate('GBP', '2026-04-15', '1.2'),
      rate('GBP', '2026-04-16', '3'),
    ],
    'EUR',
  );
  // The other way round, and of nobody's concern.
  await set(tenant, [rate('EUR', '2026-01-01', '9')]);
  expect(await figures('2026-04-15')).toEqual([
    { ...march, billed: 11_500, tax: 2_300, collected: 14_950, withoutRate: [] },
    { ...april, billed: -6_000, tax: -1_200, collected: 0, withoutRate: [] },
  ]);
  expect((await figures('2026-04-14'))[1]).toMatchObject({ ratesOf: '2026-04-14', billed: -10_000 });
  const plain = { to: '2026-04-15', months: 2 };
  expect(
    (await books.platform.client.query(contract.getMonthlyFigures, plain, asStaff(tenant, 'readOnly'))).converted,
  ).toEqual([]);
});

test('rates are of one tenant, written by who may bill, and of no concern to customers and services', async () => {
  const [mine, theirs] = [newId(), newId()];
  await set(theirs, [rate('USD', '2026-01-01', '0.8')]);
  expect((await list(mine)).rates).toEqual([]);
  await expect(remove(mine, 'USD', '2026-01-01')).rejects.toMatchObject({ code: 'exchange_rate_not_found' });
  await set(mine, [rate('USD', '2026-01-01', '0.5')]);
  expect((await list(theirs)).rates).toEqual([rate('USD', '2026-01-01', '0.8')]);
  for (const role of ['support', 'readOnly'] as const) {
    await expect(set(mine, [rate('USD', '2026-01-01', '7')], 'GBP', role)).rejects.toMatchObject({ kind: 'denied' });
    await expect(remove(mine, 'USD', '2026-01-01', role)).rejects.toMatchObject({ kind: 'denied' });
  }
  for (const who of [asCustomer(mine, newId()), asService(mine, 'invoicing')])
    await expect(books.platform.client.query(contract.listExchangeRates, { into: 'GBP' }, who)).rejects.toMatchObject({
      kind: 'denied',
    });
  expect((await list(mine)).rates).toEqual([rate('USD', '2026-01-01', '0.5')]);
});
