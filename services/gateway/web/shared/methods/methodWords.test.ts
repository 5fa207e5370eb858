import { expect, test } from 'vitest';
import { expiryWords, methodName } from './methodWords.ts';

test.each([
  [{ type: 'card', brand: 'visa', last4: '4242' }, 'Visa •••• 4242'],
  [{ type: 'card', brand: 'somebank', last4: '1111' }, 'Card •••• 1111'],
  [{ type: 'sepa_debit', brand: null, last4: '3000' }, 'SEPA direct debit •••• 3000'],
  [{ type: 'new_thing', brand: null, last4: null }, 'new thing'],
])('%o is called %s', (method, name) => {
  expect(methodName(method)).toBe(name);
});

test('a card is good to the end of its month', () => {
  const card = { expMonth: 4, expYear: 2028 };
  expect(expiryWords(card, '2028-04-30')).toEqual({ words: 'Expires 04/28', expired: false });
  expect(expiryWords(card, '2028-05-01')).toEqual({ words: 'Expired 04/28', expired: true });
  expect(expiryWords({ expMonth: null, expYear: null }, '2028-05-01')).toBeNull();
});
