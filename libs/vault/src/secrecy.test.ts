import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { KeySet } from './keySet.ts';
import { masterKey } from './masterKey.ts';
import { platform } from './testVault.ts';
import { randomToken } from './token.ts';
import { wireKeys } from './wire.ts';

/** Every way a value commonly reaches a log. */
function written(value: unknown): string {
  const options = { depth: 20, showHidden: true, getters: true, maxArrayLength: null, maxStringLength: null };
  const inspected = [true, false].map((customInspect) => inspect(value, { ...options, customInspect }));
  return [JSON.stringify(value), String(value), ...inspected].join('\n').toLowerCase();
}

function spellings(bytes: Buffer): string[] {
  const asList = [...bytes].join(',');
  const asInspected = bytes.toString('hex').replace(/(..)(?!$)/g, '$1 ');
  return [bytes.toString('hex'), bytes.toString('base64'), bytes.toString('base64url'), asList, asInspected].map(
    (text) => text.toLowerCase(),
  );
}

test('keys appear in nothing that is printed', async () => {
  const { master, process } = platform();
  const vault = process();
  const keyring = await vault.ready('tenant', 'ada');
  keyring.index('f', 'v');
  const keys = new KeySet('tenant', '');
  const secret = masterKey('inside', randomToken()).key;
  keys.adopt([{ version: 1, mark: 1, madeAt_ms: 0, secret }], 0);
  const text = written([master, vault, keyring, wireKeys(master), keys]) + String(keyring) + inspect(keys);
  for (const key of [master.key, secret]) {
    for (const spelling of spellings(key.export())) expect(text.includes(spelling)).toBe(false); // a failure must not print it either
  }
  expect(written(master.key.export())).toContain(spellings(master.key.export())[4]?.slice(0, 20)); // the check can fail
});

test('a destroyed set holds no key, also when an older read brings one', () => {
  const keys = new KeySet('tenant', 'ada');
  const key = { version: 1, mark: 1, madeAt_ms: 0, secret: masterKey('inside', randomToken()).key };
  keys.adopt([key], 0);
  keys.destroy();
  keys.adopt([key], 0);
  expect(keys.newest).toBeUndefined();
});

test('errors repeat neither plaintext nor key text', async () => {
  const keyring = await platform().process().ready('tenant', 'ada');
  const sealed = keyring.seal('customer.email', 'row', 'ada@example.com');
  const tampered = Buffer.from(sealed);
  tampered[20] = (tampered[20] ?? 0) ^ 1;
  const attempts = [
    () => keyring.open('customer.email', 'row', tampered),
    () => keyring.open('customer.email', 'row', Buffer.from('ada@example.com')),
    () => masterKey('id', 'ada@example.com'),
  ];
  for (const attempt of attempts) {
    expect(attempt).toThrow();
    try {
      attempt();
    } catch (error) {
      expect(written(error)).not.toContain('ada@');
    }
  }
});

test('a master key is 32 bytes, from bytes or text of them', () => {
  const bytes = Buffer.from(randomToken(), 'base64url');
  for (const form of [bytes, bytes.toString('hex'), bytes.toString('base64'), `${bytes.toString('base64url')}\n`]) {
    expect(masterKey('id', form).key.export()).toEqual(bytes);
  }
  for (const wrong of [bytes.subarray(1), '', 'password', bytes.toString('hex').slice(2)]) {
    expect(() => masterKey('id', wrong)).toThrow(RangeError);
  }
  expect(() => masterKey('an id', bytes)).toThrow(RangeError);
});
