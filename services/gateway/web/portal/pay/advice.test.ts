import { expect, test } from 'vitest';
import { adviceOn } from './advice.ts';

test.each([
  ['insufficient_funds', 'card_declined', 'The card does not have enough money for this.'],
  [undefined, 'expired_card', 'The card has expired.'],
  [undefined, 'incorrect_cvc', 'The security code is not right.'],
  ['generic_decline', 'card_declined', 'Your bank declined this payment.'],
])('a decline with code %s (%s) is told as "%s"', (decline_code, code, title) => {
  expect(adviceOn({ type: 'card_error', code, ...(decline_code && { decline_code }) }).title).toBe(title);
});

test.each(['lost_card', 'stolen_card', 'pickup_card', 'fraudulent', 'merchant_blacklist', 'made_up'])(
  'what a bank says of %s is not repeated',
  (decline_code) => {
    const { title, advice } = adviceOn({ type: 'card_error', code: 'card_declined', decline_code });
    expect(title).toBe('Your bank declined this payment.');
    expect(advice).not.toMatch(/lost|stolen|fraud|blocked/i);
  },
);

test('3D Secure that failed is told as such, although Stripe calls it no error of a card', () => {
  const error = { type: 'invalid_request_error', code: 'payment_intent_authentication_failure' } as const;
  expect(adviceOn(error).title).toBe('Your bank could not confirm that it was you.');
});

test('a connection that broke leaves it open whether money moved, and says so', () => {
  expect(adviceOn({ type: 'api_connection_error' }).title).toBe('We do not know yet whether this worked.');
});

test('a request that Stripe does not take is no bank’s refusal', () => {
  expect(adviceOn({ type: 'invalid_request_error', code: 'parameter_unknown' }).title).toBe(
    'This payment could not be made.',
  );
});
