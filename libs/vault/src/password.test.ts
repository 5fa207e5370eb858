import { expect, test } from 'vitest';
import { hashPassword, noPassword, verifyPassword } from './password.ts';

test('a password is known by its hash, in whichever form its letters were typed, and no other is', async () => {
  const stored = await hashPassword('correct horse caf\u00e9');
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword('correct horse cafe\u0301', stored)).toBe(true);
  expect(await verifyPassword('correct horse cafe', stored)).toBe(false);
});

test('the same password has another hash each time', async () => {
  expect(await hashPassword('x')).not.toBe(await hashPassword('x'));
});

test.each([
  '',
  'plain',
  '$argon2id$v=19$m=99999999,t=2,p=1$c2FsdHNhbHQ$dGFndGFndGFndGFndGFn',
  '$argon2i$v=19$m=19456,t=2,p=1$c2FsdA$dGFn',
])('a stored hash that is none, or asks for more than we store, is nobody’s: %s', async (stored) =>
  expect(await verifyPassword('x', stored)).toBe(false),
);

test('a hash that no password has is read like any other', async () => {
  expect(noPassword()).toMatch(/^\$argon2id\$/);
  expect(await verifyPassword('', noPassword())).toBe(false);
});
