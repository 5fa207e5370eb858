import { expect, test } from 'vitest';
import { inAllOf } from './figures.ts';

const month = '2026-03-01';
const own = { month, currency: 'GBP', billed: 100_00, tax: 20_00, collected: 50_00, fees: 0 };
const usd = { ...own, currency: 'USD', collected: 0 };
const eur = { ...own, currency: 'EUR', collected: 10_00 };
const sums = { month, currency: 'GBP', ratesOf: '2026-03-15', billed: 250_00, tax: 50_00, collected: 58_50 };
const ofMonths = (months: (typeof own)[], withoutRate: string[] = []) => ({
  months: [{ ...usd, month: '2026-02-01' }, ...months],
  converted: [
    { ...sums, month: '2026-02-01', billed: 1, withoutRate: ['USD'] },
    { ...sums, withoutRate },
  ],
});

test('this month is added up where other currencies are in it, billed with tax', () => {
  expect(inAllOf(ofMonths([own, usd, eur]), 'billed')).toEqual({
    amount: 300_00,
    currency: 'GBP',
    withoutRate: [],
  });
  expect(inAllOf(ofMonths([own]), 'billed')).toBeUndefined();
  // Billed in dollars, and nothing came in.
  expect(inAllOf(ofMonths([own, usd]), 'collected')).toBeUndefined();
  expect(inAllOf({ months: [own, usd], converted: [] }, 'billed')).toBeUndefined();
});

test('a currency without a rate is named where it has money, and a sum of the own one alone is none', () => {
  expect(inAllOf(ofMonths([own, usd, eur], ['USD']), 'billed')).toMatchObject({ amount: 300_00, withoutRate: ['USD'] });
  expect(inAllOf(ofMonths([own, usd, eur], ['USD']), 'collected')).toMatchObject({ amount: 58_50, withoutRate: [] });
  expect(inAllOf(ofMonths([own, usd], ['USD']), 'billed')).toMatchObject({ amount: null, withoutRate: ['USD'] });
});
