import { expect, test } from 'vitest';
import { takeToken } from './linkToken.ts';

test('the token is taken and does not stay in the address', () => {
  const left: string[] = [];
  const history = { replaceState: (_: unknown, __: string, url?: string | URL | null) => void left.push(String(url)) };
  expect(takeToken({ hash: '#abc-DEF_1', pathname: '/pay', search: '?x=1' }, history)).toBe('abc-DEF_1');
  expect(left).toEqual(['/pay?x=1']);
});

test('an address without one is left alone', () => {
  const history = { replaceState: () => expect.unreachable() };
  expect(takeToken({ hash: '', pathname: '/pay', search: '' }, history)).toBe('');
});
