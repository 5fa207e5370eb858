import { expect, test } from 'vitest';
import { endsMethod } from './mandate.ts';

const mandate = { id: 'mandate_1', status: 'inactive', type: 'multi_use' };

test('a method ends with the mandate it was kept with, or with any where that is not known', () => {
  expect(endsMethod(mandate, 'mandate_1')).toBe(true);
  expect(endsMethod(mandate, null)).toBe(true);
});

test('it stays while the mandate is pending or active, where it is another’s, and where it was for one payment', () => {
  for (const status of ['pending', 'active']) expect(endsMethod({ ...mandate, status }, 'mandate_1')).toBe(false);
  expect(endsMethod(mandate, 'mandate_2')).toBe(false);
  expect(endsMethod({ ...mandate, type: 'single_use' }, null)).toBe(false);
});
