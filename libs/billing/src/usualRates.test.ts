import { expect, test } from 'vitest';
import { computeTotals } from './computeTotals.ts';
import { countryOfZone, usualRates } from './usualRates.ts';

test('a country begins with its standard rate, and nothing is charged twice in the same words', () => {
  expect(usualRates('GB').map(({ percent, kind }) => `${kind} ${percent}`)).toEqual([
    'standard 20',
    'standard 5',
    'standard 0',
    'reverseCharge 0',
    'exempt 0',
  ]);
  expect(usualRates('DE')[0]).toEqual({ name: 'USt.', percent: '19', inclusive: false, kind: 'standard' });
});

test.each(['US', 'XX', '', 'constructor', '__proto__'])('no rates are made up for %j', (country) => {
  expect(usualRates(country)).toEqual([]);
});

test('every usual rate can be charged', () => {
  for (const country of [
    'AT',
    'AU',
    'BE',
    'CH',
    'CZ',
    'DE',
    'DK',
    'ES',
    'FR',
    'GB',
    'IE',
    'IT',
    'LU',
    'NL',
    'NO',
    'NZ',
    'PL',
    'PT',
    'SE',
  ])
    for (const [at, rate] of usualRates(country).entries()) {
      const line = {
        id: 'a',
        description: 'x',
        quantity: '1',
        unitAmount: 100_00n,
        taxes: [{ id: `r${at}`, ...rate }],
      };
      const input = {
        currency: 'EUR' as const,
        lines: [line],
        rounding: 'line' as const,
        roundingMode: 'halfUp' as const,
      };
      expect(computeTotals(input).netTotal).toBe(100_00n);
    }
});

test('a time zone stands for a country only where it says which', () => {
  expect([countryOfZone('Europe/London'), countryOfZone('Australia/Perth'), countryOfZone('UTC')]).toEqual([
    'GB',
    'AU',
    undefined,
  ]);
  expect(countryOfZone('toString')).toBeUndefined();
});
