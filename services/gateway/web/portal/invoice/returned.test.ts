import { expect, test } from 'vitest';
import { cameOf, takeReturn } from './returned.ts';

function from(search: string) {
  const left: string[] = [];
  const history = { replaceState: (_: unknown, __: string, url?: string | URL | null) => void left.push(String(url)) };
  return { status: takeReturn({ search, pathname: '/pay', hash: '' }, history), left };
}

test('the way back from a bank is read once and leaves no secret in the address', () => {
  const { status, left } = from(
    '?payment_intent=pi_1&payment_intent_client_secret=pi_1_secret_x&redirect_status=succeeded&lang=en',
  );
  expect(status).toBe('succeeded');
  expect(left).toEqual(['/pay?lang=en']);
});

test('any other address is left alone', () => {
  expect(from('?lang=en')).toEqual({ status: undefined, left: [] });
});

test.each([
  ['succeeded', 'onItsWay'],
  ['processing', 'onItsWay'],
  ['pending', 'onItsWay'],
  ['failed', 'notPaid'],
  ['requires_payment_method', 'notPaid'],
  ['canceled', 'notPaid'],
  [undefined, undefined],
] as const)('who comes back with %s is told that it is %s', (status, came) => {
  expect(cameOf(status)).toBe(came);
});
