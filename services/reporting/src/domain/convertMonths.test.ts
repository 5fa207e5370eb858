import { CURRENCIES, isCurrency, minorUnitsPerUnit } from '@purser/money';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { convert, convertMonths, ratesDay } from './convertMonths.ts';

test.each([
  ['two decimals into two', 100_00n, 'USD', 'GBP', '0.7935', 79_35n],
  ['none into two', 1_000n, 'JPY', 'GBP', '0.00525', 5_25n],
  ['two into none', 1_00n, 'GBP', 'JPY', '190.5', 191n],
  ['three into two', 1_000n, 'KWD', 'GBP', '2.5', 2_50n],
  ['two into three', 1_00n, 'GBP', 'KWD', '0.4', 400n],
  ['a half goes away from zero', 1n, 'USD', 'GBP', '0.5', 1n],
  ['a half below zero too', -1n, 'USD', 'GBP', '0.5', -1n],
  ['less than a half is nothing', 1n, 'USD', 'GBP', '0.499999999999', 0n],
  ['twelve digits count', 1_000_000_000_000n, 'USD', 'GBP', '0.123456789012', 123_456_789_012n],
] as const)('%s', (_, amount, from, into, rate, expected) => {
  expect(convert(amount, { from, into, rate })).toBe(expected);
});

const code = fc.constantFrom(...CURRENCIES);
const amount = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
const digits = fc.bigInt({ min: 1n, max: 10n ** 12n - 1n });
const rateText = (scaled: bigint) => `${scaled / 1_000_000n}.${String(scaled % 1_000_000n).padStart(6, '0')}`;

test('what is converted is within half a minor unit of the exact worth, and below zero it is the mirror image', () => {
  fc.assert(
    fc.property(amount, code, code, digits, (of, from, into, scaled) => {
      const by = { from, into, rate: rateText(scaled) };
      const made = convert(of, by);
      const [exact, unit] = [of * scaled * minorUnitsPerUnit(into), 1_000_000n * minorUnitsPerUnit(from)];
      const off = made * unit - exact;
      expect(2n * (off < 0n ? -off : off)).toBeLessThanOrEqual(unit);
      // An exact half is never nearer to zero.
      if (2n * off === unit || -2n * off === unit) expect(made < 0n ? off <= 0n : off >= 0n).toBe(true);
      expect(convert(-of, by)).toBe(-made);
    }),
  );
});

test('at a rate of one, between currencies of as many decimals, nothing changes; and more is never worth less', () => {
  fc.assert(
    fc.property(amount, amount, code, code, digits, (one, other, from, into, scaled) => {
      if (minorUnitsPerUnit(from) === minorUnitsPerUnit(into))
        expect(convert(one, { from, into, rate: '1' })).toBe(one);
      const by = { from, into, rate: rateText(scaled) };
      const [low, high] = one < other ? [one, other] : [other, one];
      expect(convert(low, by) <= convert(high, by)).toBe(true);
    }),
  );
});

test('a month is converted at the rates of its last day, the running one at those of today', () => {
  expect(ratesDay('2026-02-01', '2026-03-15')).toBe('2026-02-28');
  expect(ratesDay('2028-02-01', '2028-03-15')).toBe('2028-02-29');
  expect(ratesDay('2026-03-01', '2026-03-15')).toBe('2026-03-15');
  expect(ratesDay('2026-12-01', '2026-12-31')).toBe('2026-12-31');
});

const row = (month: string, currency: string, billed: bigint, collected = 0n) => ({
  month: `${month}-01`,
  currency,
  billed,
  tax: 0n,
  collected,
  fees: 7n,
});

test('currencies are added up in one, and who has money and no rate on the day is named', () => {
  const rows = [
    row('2026-02', 'EUR', 10_00n),
    row('2026-02', 'GBP', 100_00n, 50_00n),
    row('2026-02', 'USD', 0n),
    row('2026-03', 'EUR', 10_00n),
    row('2026-03', 'GBP', 0n),
    row('2026-03', 'USD', 0n, -5_00n),
  ];
  const rates = [
    { on: '2026-02-28', currency: 'EUR', rate: '0.85' },
    { on: '2026-03-15', currency: 'EUR', rate: '0.9' },
    // Of no day that counts.
    { on: '2026-03-31', currency: 'USD', rate: '0.8' },
  ];
  const rest = { tax: 0n, currency: 'GBP' };
  expect(convertMonths(rows, { into: 'GBP', to: '2026-03-15', rates })).toEqual([
    // A currency without money in the month needs no rate.
    { ...rest, month: '2026-02-01', ratesOf: '2026-02-28', billed: 108_50n, collected: 50_00n, withoutRate: [] },
    { ...rest, month: '2026-03-01', ratesOf: '2026-03-15', billed: 9_00n, collected: 0n, withoutRate: ['USD'] },
  ]);
  expect(convertMonths([], { into: 'GBP', to: '2026-03-15', rates })).toEqual([]);
});

test('a currency that is none any more is named and not guessed', () => {
  expect(isCurrency('HRK')).toBe(false);
  const rates = [{ on: '2026-02-28', currency: 'HRK', rate: '1' }];
  const [month] = convertMonths([row('2026-02', 'HRK', 5n)], { into: 'GBP', to: '2026-03-01', rates });
  expect(month).toMatchObject({ billed: 0n, withoutRate: ['HRK'] });
});
