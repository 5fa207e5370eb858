import { masterKey } from '@purser/vault';
import { describe, expect, test } from 'vitest';
import { networkOf } from '../src/http/clientAddress.ts';
import { deviceCookie, deviceName, knownDevice } from '../src/identity/device.ts';
import { makeToken, readToken } from '../src/identity/jwt.ts';
import { openPasswords } from '../src/identity/password.ts';

const key = masterKey('k', Buffer.alloc(32, 7));
const other = masterKey('k', Buffer.alloc(32, 8));

describe('a password', () => {
  test('is kept as argon2id with the least that OWASP asks for, salted anew each time', async () => {
    const { hash, verify } = openPasswords();
    const [one, two] = [await hash('a phrase of my own'), await hash('a phrase of my own')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(one).not.toBe(two);
    expect(await verify('a phrase of my own', one)).toBe(true);
    expect(await verify('a phrase of my owm', one)).toBe(false);
  });

  test.each([
    null,
    '',
    'plain',
    '$argon2id$v=19$m=9999999,t=99,p=99$AAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA',
    '$2b$10$abc',
  ])('stored as %s opens for nobody', async (stored) => {
    expect(await openPasswords().verify('', stored)).toBe(false);
  });

  test('that many try at once is told to wait instead of filling the memory', async () => {
    const { verify } = openPasswords({ queueMost: 2 });
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => verify('x', null)));
    const told = tries.filter((each) => each.status === 'rejected').map((each) => each.reason.code);
    expect(told).toEqual(['busy', 'busy', 'busy', 'busy']);
  });

  test('is the same however its letters are composed', async () => {
    const { hash, verify } = openPasswords();
    expect(await verify('cafe\u0301', await hash('caf\u00e9'))).toBe(true);
  });
});

describe('a token', () => {
  const claims = {
    sub: '01890000-0000-7000-8000-000000000001',
    tenant: '01890000-0000-7000-8000-000000000002',
    role: 'admin' as const,
  };
  const at = (s: number) => new Date(1_800_000_000_000 + s * 1000);
  const made = makeToken({ key, issuer: 'https://a.example', now: at(0) }, claims);
  const read = (token: string, s = 1, with_ = key, issuer = 'https://a.example') =>
    readToken({ key: with_, issuer, now: at(s) }, token);

  test('is good for a quarter of an hour, under its own key, at its own gateway', () => {
    expect(read(made)).toMatchObject(claims);
    expect(read(made, 899)).toMatchObject(claims);
    expect(read(made, 900)).toBeUndefined();
    expect(read(made, -60)).toBeUndefined();
    expect(read(made, 1, other)).toBeUndefined();
    expect(read(made, 1, key, 'https://b.example')).toBeUndefined();
  });
});

describe('a device cookie', () => {
  test('is known for the mail it was given for, however that is written, and for no other', () => {
    const cookie = deviceCookie(key, 'ada@x.example');
    expect(knownDevice(key, cookie, ' ADA@x.example')).toBeDefined();
    expect(knownDevice(key, cookie, 'eve@x.example')).toBeUndefined();
    expect(knownDevice(other, cookie, 'ada@x.example')).toBeUndefined();
    expect(knownDevice(key, `x${cookie}`, 'ada@x.example')).toBeUndefined();
    expect(knownDevice(key, `${cookie}.x`, 'ada@x.example')).toBeUndefined();
    expect(cookie).not.toContain('ada');
  });

  test.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Windows'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1',
      'Safari on iOS',
    ],
    ['<script>alert(1)</script>', 'Unknown browser'],
    [undefined, 'Unknown browser'],
  ])('a browser is called what a person would call it', (header, name) => {
    expect(deviceName(header)).toBe(name);
  });
});

test.each([
  ['192.0.2.77', '192.0.2.0/24'],
  ['::ffff:192.0.2.77', '192.0.2.0/24'],
  ['2001:db8:1:2ff:aaaa::1', '2001:db8:1:200::/56'],
  ['2001:db8:1:201::1', '2001:db8:1:200::/56'],
  ['2001:db8:1:301::1', '2001:db8:1:300::/56'],
  ['::1', '0:0:0:0::/56'],
  ['fe80::1%eth0', 'fe80:0:0:0::/56'],
  ['unknown', 'unknown'],
])('%s is in the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
