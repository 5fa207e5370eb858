import { expect, test } from 'vitest';
import { readPaymentsConfig } from '../src/config.ts';

test('without the address it is called at it does not start: an endpoint at Stripe would lead nowhere', () => {
  expect(() => readPaymentsConfig({})).toThrow('PURSER_PUBLIC_URL: is not set');
  expect(readPaymentsConfig({ PURSER_PUBLIC_URL: 'https://billing.example.com' })).toMatchObject({
    publicUrl: 'https://billing.example.com',
    sandbox: false,
  });
});
