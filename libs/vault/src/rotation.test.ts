import { describe, expect, test } from 'vitest';
import type { KeyStore } from './keyStore.ts';
import { masterKey } from './masterKey.ts';
import { memoryKeyStore } from './memoryKeyStore.ts';
import { asyncRefusal, platform, TTL_MS } from './testVault.ts';
import { randomToken } from './token.ts';
import { openVault } from './vault.ts';

const versionOf = (sealed: Buffer) => sealed.readUInt32BE(1);

describe('rotating a tenant', () => {
  test('moves writes of the tenant and of its subjects to new keys, and old values still open', async () => {
    const { process, pass } = platform();
    const vault = process();
    const [own, ada] = await Promise.all([vault.ready('tenant'), vault.ready('tenant', 'ada')]);
    const old = [own.seal('f', 'r', 'old'), ada.seal('f', 'r', 'old')];
    expect(await vault.rotateTenant('tenant')).toBe(2);
    pass(2 * TTL_MS);
    await vault.ready('tenant', 'ada'); // makes the subject's second version
    pass(2 * TTL_MS);
    for (const reader of [vault, process()]) {
      const keyrings = await Promise.all([reader.ready('tenant'), reader.ready('tenant', 'ada')]);
      for (const [at, keyring] of keyrings.entries()) {
        expect(versionOf(keyring.seal('f', 'r', 'new'))).toBe(2);
        expect(keyring.openText('f', 'r', old[at] ?? Buffer.alloc(0))).toBe('old');
      }
    }
  });

  test('never writes what another running process cannot open yet', async () => {
    const { process, pass } = platform();
    const [writer, reader] = [process(), process()];
    const readRing = async () => [await reader.ready('tenant'), await reader.ready('tenant', 'ada')];
    await readRing();
    const seen = new Set<number>();
    for (let step = 0; step < 60; step += 1) {
      if (step % 25 === 5) await process().rotateTenant('tenant');
      const held = await readRing(); // a unit of work begins, and lasts most of the cache time
      for (let part = 0; part < 3; part += 1) {
        pass(TTL_MS * 0.3);
        for (const [at, subject] of ['', 'ada'].entries()) {
          const sealed = (await writer.ready('tenant', subject)).seal('f', 'r', 'secret');
          seen.add(versionOf(sealed));
          expect(held[at]?.openText('f', 'r', sealed)).toBe('secret');
        }
      }
    }
    expect(seen.size).toBeGreaterThanOrEqual(3); // or the test would pass by never rotating
  });

  test('is met in time by a process whose clock is behind the one that writes', async () => {
    const { process, store, master } = platform();
    const behind = process();
    await behind.ready('tenant');
    const ahead = openVault({ masters: [master], store, cacheTtl_ms: 0, now_ms: () => 9e12 });
    await ahead.rotateTenant('tenant');
    const sealed = (await ahead.ready('tenant', 'ada')).seal('f', 'r', 'secret'); // the key is wrapped by version 2
    expect((await behind.ready('tenant', 'ada')).openText('f', 'r', sealed)).toBe('secret');
  });

  test('leaves blind indexes as they were', async () => {
    const { process, pass } = platform();
    const vault = process();
    const index = (await vault.ready('tenant')).index('customer.email', 'a@example.com');
    await vault.rotateTenant('tenant');
    pass(4 * TTL_MS);
    expect((await process().ready('tenant', 'ada')).index('customer.email', 'a@example.com')).toEqual(index);
  });

  test('by two processes at once adds at least one version, and both know it', async () => {
    const { process, store } = platform();
    const [one, two] = [process(), process()];
    await one.ready('tenant');
    const versions = await Promise.all([one.rotateTenant('tenant'), two.rotateTenant('tenant')]);
    const stored = (await store.load('tenant', '')).map((row) => row.version);
    expect(Math.max(...stored)).toBe(Math.max(...versions));
    expect(Math.min(...versions)).toBeGreaterThanOrEqual(2);
  });
});

describe('a new master key', () => {
  const [first, second] = [masterKey('2025', randomToken()), masterKey('2026', randomToken())];

  test('opens everything, also alone, once all tenants are wrapped under it', async () => {
    const store = memoryKeyStore();
    const before = openVault({ masters: [first], store, now_ms: Date.now });
    const tenants = ['a', 'b', 'c'];
    const rings = await Promise.all(tenants.map((tenant) => before.ready(tenant, 'subject')));
    const sealed = rings.map((ring) => ring.seal('f', 'r', 'kept'));
    await before.destroyTenant('c', new Date('2026-01-01T00:00:00Z'));

    const during = openVault({ masters: [second, first], store, now_ms: Date.now });
    expect((await during.ready('a', 'subject')).openText('f', 'r', sealed[0] ?? Buffer.alloc(0))).toBe('kept');
    expect(await during.rewrapAll(tenants)).toEqual({ rewrapped: 2 });
    expect(await during.rewrapAll(tenants)).toEqual({ rewrapped: 0 });

    const after = openVault({ masters: [second], store, now_ms: Date.now });
    for (const at of [0, 1]) {
      const ring = await after.ready(tenants[at] ?? '', 'subject');
      expect(ring.openText('f', 'r', sealed[at] ?? Buffer.alloc(0))).toBe('kept');
    }
    expect((await after.ready('c', 'subject')).destroyed).toBe(true);
  });

  test('that is not the right one is named as the wrong key, by id and by content', async () => {
    const store = memoryKeyStore();
    await openVault({ masters: [first], store, now_ms: Date.now }).ready('a');
    const renamed = masterKey(first.id, randomToken());
    expect(await asyncRefusal(openVault({ masters: [second], store, now_ms: Date.now }).ready('a'))).toBe('wrong-key');
    expect(await asyncRefusal(openVault({ masters: [renamed], store, now_ms: Date.now }).ready('a'))).toBe('wrong-key');
    await expect(openVault({ masters: [second], store, now_ms: Date.now }).ready('a')).rejects.toThrow(
      'master key "2025"; configured: "2026"',
    );
  });

  test('cannot be configured twice, under one id or two', () => {
    const store = memoryKeyStore();
    expect(() => openVault({ masters: [], store, now_ms: Date.now })).toThrow(RangeError);
    expect(() => openVault({ masters: [first, masterKey(first.id, randomToken())], store, now_ms: Date.now })).toThrow(
      'same id',
    );
    const text = randomToken();
    expect(() => openVault({ masters: [masterKey('x', text), masterKey('y', text)], store, now_ms: Date.now })).toThrow(
      'two ids',
    );
  });
});

test('a wrapped key does not open in the place of another, or changed', async () => {
  const inner = memoryKeyStore();
  const { process, master } = platform(inner);
  await process().ready('a', 'ada');
  await process().ready('b', 'ada');
  const fromA: KeyStore = {
    ...inner,
    load: async (_tenant, subject) => (await inner.load('a', subject)).map((row) => ({ ...row, tenant: 'b' })),
  };
  expect(await asyncRefusal(openVault({ masters: [master], store: fromA, now_ms: Date.now }).ready('b'))).toBe(
    'tampered',
  );
  const subjectMoved: KeyStore = {
    ...inner,
    load: async (tenant, subject) =>
      (await inner.load(tenant, subject === '' ? '' : 'ada')).map((row) => ({ ...row, subject })),
  };
  expect(
    await asyncRefusal(openVault({ masters: [master], store: subjectMoved, now_ms: Date.now }).ready('a', 'bob')),
  ).toBe('tampered');
  const renumbered: KeyStore = {
    ...inner,
    load: async (tenant, subject) => (await inner.load(tenant, subject)).map((row) => ({ ...row, version: 2 })),
  };
  expect(await asyncRefusal(openVault({ masters: [master], store: renumbered, now_ms: Date.now }).ready('a'))).toBe(
    'tampered',
  );
});
