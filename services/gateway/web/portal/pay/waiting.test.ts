import { expect, test } from 'vitest';
import { waitingCardOf } from './waiting.ts';

const card = { id: 'pm_1', card: { brand: 'visa', last4: '3184' } };
const waiting = (code: string, status = 'requires_payment_method', method: unknown = card) =>
  ({ status, last_payment_error: { type: 'card_error', code, payment_method: method } }) as unknown as Parameters<
    typeof waitingCardOf
  >[0];

test('a payment that a bank wants confirmed is finished with the card it was tried with', () => {
  expect(waitingCardOf(waiting('authentication_required'))).toEqual({ methodId: 'pm_1', brand: 'visa', last4: '3184' });
});

test('one that was refused for anything else, has gone on since, or whose card is not told, is paid with any card', () => {
  expect(waitingCardOf(waiting('card_declined'))).toBeUndefined();
  expect(waitingCardOf(waiting('authentication_required', 'succeeded'))).toBeUndefined();
  expect(waitingCardOf(waiting('authentication_required', 'requires_payment_method', null))).toBeUndefined();
  expect(waitingCardOf(undefined)).toBeUndefined();
});
