import { reporting } from '@purser/contracts';
import { expect, test } from 'vitest';
import { readRate } from './readRate.ts';

const { rate } = reporting.setExchangeRates.input.shape.rates.element.shape;

test.each(['0.8', '1', '007.50', '0.123456789012', '123456789012', '0.000000000000000001', '1.500000000000000000'])(
  '%s is a rate, here and for the API',
  (text) => {
    expect(readRate(` ${text} `)).toBe(text);
    expect(rate.safeParse(text).success).toBe(true);
  },
);

test.each([
  '',
  '0',
  '0.000',
  '-1',
  '1e3',
  '.5',
  '1.',
  'NaN',
  '1.2.3',
  '0.1234567890123',
  '1234567890123',
  `0.${'0'.repeat(18)}1`,
])('"%s" is none, here and for the API', (text) => {
  expect(readRate(text)).toBeUndefined();
  expect(rate.safeParse(text).success).toBe(false);
});

test('a comma is read as a point', () => {
  expect(readRate('0,8')).toBe('0.8');
});
