import { expect, test } from 'vitest';
import { passwordFor } from './mailServer.ts';

const wish = { host: 'smtp.example.com', port: 587, security: 'starttls' as const, user: 'harbour' };
const known = {
  host: 'smtp.example.com',
  port: 587,
  security: 'starttls' as const,
  user: 'harbour',
  password: 'secret',
};
const rules = { arePrivateAllowed: false };
const refused = (code: string) => expect.objectContaining({ kind: 'rejected', code });
const attempt = (...args: Parameters<typeof passwordFor>) => {
  try {
    return passwordFor(...args);
  } catch (error) {
    return error;
  }
};

test('a password that is known stays for its own server and user, and goes to no other', () => {
  expect(attempt(wish, known, rules)).toBe('secret');
  expect(attempt({ ...wish, password: 'new' }, known, rules)).toBe('new');
  expect(attempt({ ...wish, host: 'smtp.evil.example' }, known, rules)).toEqual(refused('mail_password_missing'));
  expect(attempt({ ...wish, user: 'other' }, known, rules)).toEqual(refused('mail_password_missing'));
  // Nor unencrypted where it went encrypted, even where that is allowed.
  expect(attempt({ ...wish, security: 'none' }, known, { arePrivateAllowed: true })).toEqual(
    refused('mail_password_missing'),
  );
  expect(attempt({ ...wish, user: null }, known, rules)).toBeNull();
});

test.each([22, 80, 6379, 5432, 26])('port %i is no mail server’s', (port) => {
  expect(attempt({ ...wish, port }, known, rules)).toEqual(refused('mail_port_refused'));
  expect(attempt({ ...wish, port, password: 'new' }, known, { arePrivateAllowed: true })).toBe('new');
});

test('nothing goes out unencrypted, unless this is one machine', () => {
  expect(attempt({ ...wish, security: 'none' }, known, rules)).toEqual(refused('mail_security_refused'));
  expect(attempt({ ...wish, security: 'none', password: 'new' }, known, { arePrivateAllowed: true })).toBe('new');
});
