import { describe, expect, test } from 'vitest';
import { findServer, isPublic } from './find.ts';

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fd00::1',
  'ff02::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::a00:1',
  '2002:a00:1::',
  '2001::1',
  '2001:db8::1',
  'localhost',
  '0x7f.1',
  '',
])('%s is none of the net’s', (address) => {
  expect(isPublic(address)).toBe(false);
});

test.each(['8.8.8.8', '93.184.216.34', '172.32.0.1', '2a00:1450:4001:81b::200e', '2001:4860:4860::8888'])(
  '%s is out in the net',
  (address) => {
    expect(isPublic(address)).toBe(true);
  },
);

describe('a server is found, or not:', () => {
  const names: Record<string, string[]> = {
    'smtp.example.com': ['93.184.216.34'],
    'inside.example.com': ['10.0.0.1'],
    // One good address among those of a name makes the others no better.
    'both.example.com': ['93.184.216.34', '127.0.0.1'],
  };
  const resolve = async (host: string) => names[host] ?? Promise.reject(new Error('ENOTFOUND'));

  test('the address that was looked at is the one to connect to', async () => {
    expect(await findServer('smtp.example.com', false, resolve)).toBe('93.184.216.34');
  });

  test.each(['inside.example.com', 'both.example.com', '127.0.0.1', '::1', '2130706433'])(
    '%s is refused',
    async (host) => {
      await expect(findServer(host, false, resolve)).rejects.toMatchObject({ kind: 'external' });
    },
  );

  test('one machine may speak to itself where that is allowed', async () => {
    expect(await findServer('127.0.0.1', true, resolve)).toBe('127.0.0.1');
  });
});
