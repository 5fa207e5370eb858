import { expect, test } from 'vitest';
import { methodTypeIn, wayOfPaying } from './wayOfPaying.ts';

test('a receipt says card or direct debit where that is known, and online where it is not', () => {
  expect(wayOfPaying('card')).toBe('card');
  for (const debit of ['sepa_debit', 'bacs_debit', 'us_bank_account', 'acss_debit', 'au_becs_debit'])
    expect(wayOfPaying(debit)).toBe('directDebit');
  for (const other of ['ideal', 'link', 'paypal', null]) expect(wayOfPaying(other)).toBe('online');
});

test('a charge’s id tells a card, and of the others nothing', () => {
  expect(methodTypeIn('ch_3Q1')).toBe('card');
  expect(methodTypeIn('py_3Q1')).toBeNull();
  expect(methodTypeIn(null)).toBeNull();
});
