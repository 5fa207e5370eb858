import { expect, test } from 'vitest';
import { basisPointsIn, feeFormOf, readFee } from './feeForm.ts';

test.each([
  ['2.5', 250],
  ['2,5', 250],
  [' 0.01 ', 1],
  ['100', 10_000],
  ['', 0],
])('%j percent are %i hundredths', (text, points) => {
  expect(basisPointsIn(text)).toBe(points);
});

test.each(['100.01', '250', '-1', '2.555', '1e2', 'two', '1,000.5'])('%j is no percentage', (text) => {
  expect(basisPointsIn(text)).toBeUndefined();
});

test('what is taken now is read back as it was, in each of its currencies', () => {
  const fee = {
    basisPoints: 275,
    fixed: [
      { currency: 'GBP', amount: 20 },
      { currency: 'KWD', amount: 1 },
    ],
  };
  expect(readFee(feeFormOf(fee, 'EUR'))).toEqual(fee);
});

test('a fixed part that is empty or nothing is none', () => {
  const form = {
    percent: '1',
    fixed: [
      { currency: 'GBP', amount: null },
      { currency: 'JPY', amount: 0 },
    ],
  };
  expect(readFee(form)).toEqual({ basisPoints: 100, fixed: [] });
});

test('an amount that cannot be read is not taken for none', () => {
  expect(readFee({ percent: '1', fixed: [{ currency: 'JPY', amount: null, unreadable: true }] })).toBeUndefined();
});
